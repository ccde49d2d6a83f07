"""Unsupervised: scaled numbers, components, clusters, and their means."""

from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.metrics import silhouette_score
from sklearn.preprocessing import StandardScaler

weather = pd.read_csv(Path(__file__).parent / "data" / "weather.csv")
columns = ["temp", "dewp", "humid", "wind_speed"]
known = weather[columns].dropna()
scaler = StandardScaler()
scaled = scaler.fit_transform(known)
pca = PCA(n_components=2, random_state=0)
points = pca.fit_transform(scaled)
scores = {}
models = []
for count in range(2, 5):
    model = KMeans(n_clusters=count, n_init=3, random_state=0)
    labels = model.fit_predict(points)
    scores[count] = round(float(silhouette_score(points, labels)), 4)
    models.append(model)
chosen = max(scores, key=scores.get)
best = models[chosen - 2]
known = known.assign(cluster=best.labels_)
centers = known.groupby("cluster").mean().round(2)
distance = np.linalg.norm(points - best.cluster_centers_[best.labels_], axis=1)
far = known[distance > np.quantile(distance, 0.95)]
print(scores, chosen, len(far))
print(centers.to_string())
