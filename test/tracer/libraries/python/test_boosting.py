"""XGBoost and LightGBM: parameters, fitted state and sizes. Nothing is trained, configured, constructed or
predicted."""

import unittest
from unittest import mock

import lightgbm as lgb
import numpy as np
import xgboost as xgb
from library import field, fingerprint, loads_on_demand, look

X, Y = np.random.default_rng(0).random((60, 3)), np.arange(60) % 2


class XGBoost(unittest.TestCase):
    def test_estimators(self):
        model = xgb.XGBClassifier(n_estimators=3, max_depth=2)
        before, mark = look(model), fingerprint(model)
        self.assertEqual((before.kind, before.lib, before.summary["fitted"]), ("model", "xgboost", False))
        self.assertEqual(
            (before.summary["parameters"]["max_depth"], before.summary["parameters"]["n_estimators"]), ("2", "3")
        )
        model.fit(X, Y)
        after = look(model)
        self.assertEqual((after.summary["fitted"], after.summary["state"]["n_classes_"]), (True, "2"))
        self.assertNotEqual(mark, fingerprint(model))

    def test_boosters_and_matrices(self):
        matrix = xgb.DMatrix(X, label=Y, feature_names=["a", "b", "c"])
        made = look(matrix)
        self.assertEqual(
            (made.kind, made.summary["shape"], field(made, "feature_names")), ("array", [60, 3], "['a', 'b', 'c']")
        )
        booster = xgb.train(
            {"max_depth": 2}, matrix, 3, evals=[(matrix, "train")], early_stopping_rounds=2, verbose_eval=False
        )
        state = look(booster).summary["state"]
        self.assertEqual((state["features"], state["best_iteration"]), ("3: a, b, c", str(booster.best_iteration)))

    def test_an_untrained_booster_is_not_configured(self):
        booster = xgb.Booster({"nonsense_parameter": 1})
        with mock.patch.object(xgb.Booster, "num_boosted_rounds", side_effect=AssertionError("asked")):
            self.assertEqual(look(booster).kind, "model")

    def test_loaded_with_the_library_only(self):
        loads_on_demand(self, "xgboost_models", "import xgboost; value = xgboost.Booster()")


class LightGBM(unittest.TestCase):
    def test_a_data_set_is_not_constructed(self):
        data = lgb.Dataset(X, label=Y)
        made = look(data)
        self.assertEqual(
            (made.kind, made.summary["progress"], field(made, "data")), ("lazy", "pending", "ndarray 60 × 3 float64")
        )
        self.assertIsNone(data._handle)
        mark = fingerprint(data)
        booster = lgb.train({"objective": "binary", "verbose": -1}, data, 4)
        self.assertEqual((look(data).kind, look(data).summary["shape"]), ("array", [60, 3]))
        self.assertNotEqual(mark, fingerprint(data))
        made = look(booster)
        self.assertEqual((made.summary["state"]["trees"], made.summary["parameters"]["objective"]), ("4", "'binary'"))

    def test_estimators(self):
        model = lgb.LGBMClassifier(n_estimators=2, verbose=-1, extra=3)
        made = look(model)
        self.assertEqual((made.summary["fitted"], made.summary["parameters"]["extra"]), (False, "3"))
        model.fit(X, Y)
        made = look(model)
        self.assertEqual(
            (made.summary["fitted"], made.summary["state"]["trees"]), (True, str(model.booster_.num_trees()))
        )

    def test_loaded_with_the_library_only(self):
        loads_on_demand(self, "lightgbm_models", "import lightgbm, numpy; value = lightgbm.Dataset(numpy.ones((9, 2)))")


if __name__ == "__main__":
    unittest.main()
