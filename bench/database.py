"""Runs beside bench/database.mjs: ClickHouse that answers SQL, scikit-learn's MiniBatchKMeans in batches, or KMeans of Spark's MLlib.

What these fit is made by the formula by which the database made its table, so that nothing is read from a disk.
"""
import json
import resource
import sys
import time


def clickhouse(folder):
    """Answers {"sql": …}, one a line, by {"names": …} or {"error": …}, a line for each row, and an empty line."""
    from chdb import session

    database = session.Session(folder)
    for line in sys.stdin:
        try:
            names, _, rows = str(database.query(json.loads(line)["sql"], "JSONCompactEachRowWithNames")).partition("\n")
            sys.stdout.write(f'{{"names": {names or "[]"}}}\n{rows}')
            if rows and not rows.endswith("\n"):
                sys.stdout.write("\n")
        except Exception as error:  # of any kind: it is the other side's to judge
            sys.stdout.write(json.dumps({"error": str(error)}) + "\n")
        sys.stdout.write("\n")
        sys.stdout.flush()
    database.close()


def evaluate(tree, rows, made):
    """Values of a column's formula, which comes as [operator, …]; numbers stand for themselves."""
    import numpy as np

    if not isinstance(tree, list):
        return tree
    operator, *of = tree
    if operator == "id":
        return rows
    if operator == "column":
        return made[of[0]]
    if operator == "text":
        return of[0]
    a = [evaluate(one, rows, made) for one in of]
    if operator == "case":
        return np.select([a[i] for i in range(0, len(a) - 1, 2)], [a[i] for i in range(1, len(a) - 1, 2)], a[-1])
    return {
        "+": lambda: a[0] + a[1],
        "-": lambda: a[0] - a[1],
        "*": lambda: a[0] * a[1],
        "/": lambda: a[0] / a[1],
        "%": lambda: a[0] % a[1],
        "<": lambda: a[0] < a[1],
        "div": lambda: a[0] // a[1],
        "xor": lambda: a[0] ^ a[1],
        "exp": lambda: np.exp(a[0]),
        "ln": lambda: np.log(a[0]),
        "sqrt": lambda: np.sqrt(a[0]),
        "cos": lambda: np.cos(a[0]),
        "floor": lambda: np.floor(a[0]),
        "max": lambda: np.maximum(a[0], a[1]),
        "none": lambda: np.nan,
    }[operator]()


def mini_batch(task):
    """Fits in one pass over the rows."""
    import numpy as np
    from sklearn.cluster import MiniBatchKMeans

    rows, size, seconds = task["rows"], task["batch"], {"making": 0.0, "fit": 0.0}

    def encode(start):
        made = {}
        at = np.arange(start, min(rows, start + size), dtype=np.int64)
        for name, tree in task["columns"]:
            made[name] = np.broadcast_to(evaluate(tree, at, made), at.shape)
        columns = []
        for feature in task["features"]:
            values = made[feature["column"]]
            if feature["type"] == "number":
                values = np.where(np.isnan(values), feature["fill"], values)
                low, high = feature.get("winsorise", (-np.inf, np.inf))
                values = np.clip(values, low, high)
                values = np.log1p(values) if feature.get("transform") == "log1p" else values
                columns.append((values - feature["center"][0]) / feature["scale"][0])
            else:
                for level, center, scale in zip(feature["levels"], feature["center"], feature["scale"]):
                    columns.append(((values == level) - center) / scale)
        return np.column_stack(columns)

    model = MiniBatchKMeans(n_clusters=task["k"], random_state=42)
    for start in range(0, rows, size):
        since = time.perf_counter()
        batch = encode(start)
        half = time.perf_counter()
        model.partial_fit(batch)
        seconds["making"] += half - since
        seconds["fit"] += time.perf_counter() - half
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"centroids": model.cluster_centers_.tolist(), "seconds": seconds, "megabytes": megabytes}))


def spark(task):
    """Fits MLlib's KMeans on a cluster, over rows that the cluster makes, encodes and keeps."""
    import os

    from pyspark.ml.clustering import KMeans
    from pyspark.ml.feature import VectorAssembler
    from pyspark.sql import SparkSession

    answers = os.fdopen(os.dup(1), "w")  # what Spark prints must not stand among the answers
    os.dup2(2, 1)
    builder = SparkSession.builder.master(task["master"]).appName("kmeans")
    for setting, value in task["settings"].items():
        builder = builder.config(setting, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")

    def encoded():
        for feature in task["features"]:
            column = feature["column"]
            if feature["type"] == "number":
                low, high = feature.get("winsorise", (-1e300, 1e300))
                value = f"least(greatest(coalesce(CAST({column} AS DOUBLE), {feature['fill']}D), {low}D), {high}D)"
                value = f"ln(1D + {value})" if feature.get("transform") == "log1p" else value
                yield f"({value} - {feature['center'][0]}D) / {feature['scale'][0]}D"
            else:
                for level, center, scale in zip(feature["levels"], feature["center"], feature["scale"]):
                    yield f"(CASE WHEN {column} = '{level}' THEN 1D ELSE 0D END - {center}D) / {scale}D"

    columns = list(encoded())
    names = [f"e{at}" for at in range(len(columns))]
    since = time.perf_counter()
    table = session.sql(task["sql"]).selectExpr(*[f"{sql} AS {name}" for sql, name in zip(columns, names)])
    vectors = VectorAssembler(inputCols=names, outputCol="features").transform(table).select("features").cache()
    rows = vectors.count()
    made = time.perf_counter()
    model = KMeans(k=task["k"], seed=42).fit(vectors)
    done = time.perf_counter()
    found = {
        "rows": rows,
        "centroids": [center.tolist() for center in model.clusterCenters()],
        "iterations": model.summary.numIter,
        "seconds": {"making": made - since, "fit": done - made},
        "version": session.version,
    }
    print(json.dumps(found), file=answers, flush=True)
    session.stop()


if sys.argv[1] == "clickhouse":
    clickhouse(sys.argv[2])
elif sys.argv[1] == "spark":
    spark(json.load(sys.stdin))
else:
    mini_batch(json.load(sys.stdin))
