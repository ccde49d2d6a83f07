"""A pipeline of preparation and a classifier, fitted, scored and searched."""

from pathlib import Path

import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, confusion_matrix
from sklearn.model_selection import GridSearchCV, train_test_split
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

flights = pd.read_csv(Path(__file__).parent / "data" / "flights.csv").dropna(subset=["arr_delay"])
features = flights[["dep_delay", "distance", "origin", "carrier"]]
target = (flights["arr_delay"] > 0).astype(int)
train_x, test_x, train_y, test_y = train_test_split(features, target, test_size=0.3, random_state=1)
numeric = make_pipeline(SimpleImputer(), StandardScaler())
prepare = ColumnTransformer(
    [("n", numeric, ["dep_delay", "distance"]), ("c", OneHotEncoder(handle_unknown="ignore"), ["origin", "carrier"])]
)
classify = LogisticRegression(max_iter=200)
model = Pipeline([("prepare", prepare), ("classify", classify)])
model.fit(train_x, train_y)
predicted = model.predict(test_x)
chances = model.predict_proba(test_x)[:, 1]
accuracy = accuracy_score(test_y, predicted)
matrix = confusion_matrix(test_y, predicted)
search = GridSearchCV(model, {"classify__C": [0.1, 1.0]}, cv=3)
search.fit(train_x, train_y)
best = search.best_params_
names = model.named_steps["prepare"].get_feature_names_out()
weights = pd.Series(model.named_steps["classify"].coef_[0], index=names).sort_values()
print(round(accuracy, 3), matrix.tolist(), best, len(weights), chances.shape)
