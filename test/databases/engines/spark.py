"""Answers lines of JSON, {"sql": …} or {"view": …, "file": …, "schema": …}, by what a Spark cluster says."""
import json
import os
import sys

from pyspark.sql import SparkSession

answers = os.fdopen(os.dup(1), "w")  # what Spark prints must not stand among the answers
os.dup2(2, 1)
builder = SparkSession.builder.master(sys.argv[1]).appName("tests")
for setting, value in json.loads(sys.argv[2]).items():
    builder = builder.config(setting, value)
spark = builder.getOrCreate()
spark.sparkContext.setLogLevel("ERROR")


def answer(question):
    if "view" in question:
        spark.read.schema(question["schema"]).json(question["file"]).createOrReplaceTempView(question["view"])
        return {"rows": []}
    found = spark.sql(question["sql"])
    return {"columns": found.columns, "rows": [json.loads(json.dumps(list(row), default=str)) for row in found.collect()]}


for line in sys.stdin:
    try:
        said = answer(json.loads(line))
    except Exception as error:  # of any kind: it is the other side's to judge
        said = {"error": str(error)}
    print(json.dumps(said), file=answers, flush=True)
spark.stop()
