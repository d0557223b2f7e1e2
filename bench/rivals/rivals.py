"""Times one job on a float64 file: rivals.py FILE ROWS COLS ward|kmeans. Prints JSON, milliseconds by name and version."""
import json
import sys
import time
import warnings

import numpy as np

warnings.filterwarnings("ignore")
file, rows, cols, job = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
x = np.fromfile(file).reshape(rows, cols)


def least(run, budget=1.0):
    best = float("inf")
    until = time.perf_counter() + budget
    for i in range(20):
        start = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - start)
        if time.perf_counter() > until:
            break
    return 1e3 * best


times = {}
if job == "ward":
    import scipy
    import scipy.cluster.hierarchy as hierarchy

    if rows <= 12000:
        times["SciPy " + scipy.__version__] = least(lambda: hierarchy.linkage(x, "ward"))
    import fastcluster

    times["fastcluster " + fastcluster.__version__] = least(lambda: fastcluster.linkage_vector(x, "ward"))
else:
    import sklearn
    from sklearn.cluster import KMeans

    times["scikit-learn " + sklearn.__version__] = least(lambda: KMeans(8, n_init=1, random_state=42).fit(x))
print(json.dumps(times))
