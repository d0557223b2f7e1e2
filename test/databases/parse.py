"""Parses SQL by sqlglot: from lines of JSON {"sql": …, "dialect": …} to what stands in it, so that a test can hold that against what was meant."""
import json
import sys

import sqlglot
from sqlglot import exp

for line in sys.stdin:
    question = json.loads(line)
    try:
        statements = sqlglot.parse(question["sql"], dialect=question["dialect"])
        tree = statements[0]
        answer = {
            "statements": len(statements),
            "kind": type(tree).__name__,
            "tables": [[part.name for part in table.parts] for table in tree.find_all(exp.Table)],
            "columns": sorted({column.name for column in tree.find_all(exp.Column) if column.table.endswith("_source")}),
            "outputs": [output.alias_or_name for output in tree.expressions],
            "texts": sorted({literal.this for literal in tree.find_all(exp.Literal) if literal.is_string}),
            "others": sorted({type(node).__name__ for node in tree.walk() if isinstance(node, (exp.Command, exp.DDL, exp.DML, exp.Drop)) and not isinstance(node, exp.Query)}),
        }
    except Exception as error:  # of any kind: it is the other side's to judge
        answer = {"error": str(error)}
    print(json.dumps(answer), flush=True)
