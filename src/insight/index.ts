export { InputError, type Place } from "../core/input-error.ts";
