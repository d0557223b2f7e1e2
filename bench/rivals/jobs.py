"""One whole job as a notebook does it: jobs.py JOB FILE [SECONDS]. Prints JSON as bench/jobs.mjs does; imports are not timed."""
import json
import resource
import sys
import time
import warnings

warnings.filterwarnings("ignore")
import pandas as pd
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.cluster import KMeans
from sklearn.metrics import calinski_harabasz_score, davies_bouldin_score, silhouette_score
from sklearn.preprocessing import StandardScaler

job, file, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3]) if len(sys.argv) > 3 else 0
is_published = job == "published"


def run():
    table = pd.read_csv(file)
    gaps = "minutes_watched" if is_published else "minutes"
    categories = ["region", "channel"]
    if job == "bank":
        table = table.drop(columns="y")
        categories = list(table.select_dtypes(exclude="number").columns)
    else:
        table[gaps] = table[gaps].fillna(0)
    numbers = [name for name in table.columns if name not in categories]
    scaler = StandardScaler()
    z = scaler.fit_transform(pd.get_dummies(table, columns=categories).astype(float))
    if is_published:
        tree = linkage(z, "ward")
        fcluster(tree, 0.7 * tree[-1, 2], "distance")
    for k in range(1, 11):
        model = KMeans(k, n_init=10 if is_published else 1, random_state=42).fit(z)
        if is_published and k > 1:
            for criterion in (silhouette_score, davies_bouldin_score, calinski_harabasz_score):
                criterion(z, model.labels_)
    model = KMeans(8, n_init=10, random_state=42).fit(z)
    table[numbers].groupby(model.labels_).agg(["mean", "median"])
    model.predict(z)
    return model.inertia_


def timed():
    start = time.perf_counter()
    inertia = run()
    return 1e3 * (time.perf_counter() - start), inertia


first, inertia = timed()
mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
until = time.perf_counter() + seconds
warm = None
while time.perf_counter() < until:
    ms, _ = timed()
    warm = ms if warm is None else min(warm, ms)
print(json.dumps({"first": first, "warm": warm, "mb": mb, "inertia": inertia}))
