// A program that answers lines of JSON with lines of JSON, in turn.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** Starts it; `ask` sends a question and waits for its answer, which is an error where it has one. */
export function bridgeTo(command, words, options = {}) {
  const child = spawn(command, words, { stdio: ["pipe", "pipe", "pipe"], ...options });
  const end = () => child.kill();
  process.on("exit", end);
  const waiting = [];
  let [ended, said] = [undefined, ""];
  child.stderr.on("data", (data) => (said = (said + data).slice(-4000)));
  const fail = (error) => {
    ended = error;
    for (const { reject } of waiting.splice(0)) reject(error);
  };
  child.on("error", fail);
  child.on("exit", (code) => fail(new Error(`${command} ended with ${code}\n${said}`)));
  createInterface({ input: child.stdout }).on("line", (line) => {
    const { resolve, reject } = waiting.shift();
    const answer = JSON.parse(line);
    if (answer.error === undefined) resolve(answer);
    else reject(new Error(answer.error));
  });
  return {
    pid: child.pid,
    ask: (question) => new Promise((resolve, reject) => {
      if (ended !== undefined) return reject(ended);
      waiting.push({ resolve, reject });
      child.stdin.write(`${JSON.stringify(question)}\n`);
    }),
    close: () => new Promise((resolve) => {
      child.removeAllListeners("exit");
      process.off("exit", end);
      child.on("exit", resolve);
      child.stdin.end();
    }),
  };
}

/** The Python of the package's virtual environment. */
export const python = new URL("../venv/bin/python", import.meta.url).pathname;
