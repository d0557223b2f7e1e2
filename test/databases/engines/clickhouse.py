"""Answers lines of JSON, {"sql": …, "format": …}, by what ClickHouse in this process says, {"text": …} or {"error": …}."""
import json
import sys

from chdb import session

database = session.Session(sys.argv[1]) if len(sys.argv) > 1 else session.Session()
for line in sys.stdin:
    question = json.loads(line)
    try:
        answer = {"text": str(database.query(question["sql"], question["format"]))}
    except Exception as error:  # of any kind: it is the other side's to judge
        answer = {"error": str(error)}
    print(json.dumps(answer), flush=True)
database.close()
