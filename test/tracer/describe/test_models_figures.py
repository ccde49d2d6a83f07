"""scikit-learn models, matplotlib figures."""

import hashlib
import struct
import unittest
import warnings

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from describing import fingerprint, say
from matplotlib.ticker import FuncFormatter
from sklearn.base import BaseEstimator
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

X, Y = np.random.default_rng(0).normal(size=(60, 3)), np.arange(60) % 2


class Models(unittest.TestCase):
    def test_parameters_and_state(self):
        model = LogisticRegression(C=2.0)
        before = say(model)
        self.assertEqual(
            (before.kind, before.type, before.lib, before.summary["fitted"]),
            ("model", "LogisticRegression", "sklearn", False),
        )
        self.assertEqual(
            before.summary["parameters"], {name: repr(item) for name, item in model.get_params(deep=False).items()}
        )
        print_before = fingerprint(model)
        model.fit(X, Y)
        after = say(model)
        self.assertTrue(after.summary["fitted"])
        self.assertEqual(after.summary["state"]["n_features_in_"], "3")
        self.assertNotEqual(print_before, fingerprint(model))
        self.assertNotEqual(before.fp, after.fp)
        self.assertEqual(after.fp, say(LogisticRegression(C=2.0).fit(X, Y)).fp)
        self.assertNotEqual(after.fp, say(LogisticRegression(C=2.0).fit(X[:50], Y[:50])).fp)

    def test_composed_models(self):
        pipe = make_pipeline(StandardScaler(), LogisticRegression(C=3))
        made = say(pipe)
        self.assertEqual(
            made.summary["parts"], [["standardscaler", "StandardScaler"], ["logisticregression", "LogisticRegression"]]
        )
        self.assertIn("LogisticRegression(C=3)", made.summary["parameters"]["steps"])
        before = fingerprint(pipe)
        pipe.fit(X, Y)
        self.assertTrue(say(pipe).summary["fitted"])
        self.assertNotEqual(before, fingerprint(pipe))
        self.assertNotEqual(made.fp, say(pipe).fp)
        columns = ColumnTransformer(
            [("n", StandardScaler(), [0]), ("c", OneHotEncoder(), [1]), ("rest", "passthrough", [2])]
        )
        self.assertEqual(say(columns).summary["parts"][2], ["rest", "passthrough"])
        search = GridSearchCV(LogisticRegression(), {"C": [1, 2]}).fit(X, Y)
        self.assertEqual(say(search).summary["parts"], [["estimator", "LogisticRegression"]])
        self.assertIn("best_score_", say(search).summary["state"])
        self.assertIn("20 × DecisionTreeClassifier", str(say(RandomForestClassifier(20).fit(X, Y)).summary["state"]))

    def test_an_estimator_of_the_program(self):
        class Mine(BaseEstimator):
            def __init__(self, api_key="x", depth=3):
                self.api_key, self.depth = api_key, depth

            def get_params(self, deep=True):
                raise AssertionError("called")

            def __sklearn_is_fitted__(self):
                raise AssertionError("called")

        made = say(Mine("sesame"))
        self.assertEqual(made.summary["parameters"], {"api_key": "•••", "depth": "3"})


class Figures(unittest.TestCase):
    def tearDown(self):
        plt.close("all")

    def draw(self):
        figure, axes = plt.subplots(figsize=(4, 3))
        axes.plot([1, 2, 3], label="line")
        axes.set_title("Title")
        axes.legend()
        return figure, axes

    def test_picture(self):
        figure, axes = self.draw()
        made = say(figure)
        self.assertEqual(made.kind, "figure")
        data, extension = made.blob
        self.assertEqual(made.preview["blob"], f"{hashlib.sha256(data).hexdigest()}.{extension}")
        self.assertEqual(struct.unpack(">II", data[16:24]), (made.preview["width"], made.preview["height"]))
        self.assertEqual((made.preview["width"], made.preview["height"]), (400, 300))
        self.assertIn("Title", made.summary["fields"]["axes 1"][1])
        self.assertEqual(say(axes).kind, "figure")
        self.assertGreater(len(data), 4000, "a blank picture of this size is smaller")

    def test_the_figure_and_pyplot_do_not_notice(self):
        figure, axes = self.draw()
        canvas, stale, numbers = figure.canvas, figure.stale, plt.get_fignums()
        limits, filters, state = (
            axes.viewLim.frozen().extents.tolist(),
            list(warnings.filters),
            dict(matplotlib.rcParams),
        )
        say(figure)
        self.assertIs(figure.canvas, canvas)
        self.assertEqual(
            (figure.stale, plt.get_fignums(), axes.viewLim.frozen().extents.tolist()), (stale, numbers, limits)
        )
        self.assertEqual((filters, state), (list(warnings.filters), dict(matplotlib.rcParams)))
        self.assertIs(plt.gcf(), figure)

    def test_code_of_the_program_is_not_run_to_draw(self):
        figure, axes = self.draw()
        called = []
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, at: called.append(1) or ""))
        made = say(figure)
        self.assertEqual((made.blob, made.detail, called), (None, "summary", []))
        self.assertIn("not drawn", made.why)

    def test_changes_are_noticed_and_saving_is_none(self):
        figure, axes = self.draw()
        before = fingerprint(figure)
        figure.savefig("/dev/null", format="png")
        self.assertEqual(before, fingerprint(figure))
        axes.scatter([1], [2])
        self.assertNotEqual(before, fingerprint(figure))
        self.assertIsNone(say(plt.figure()).blob)


if __name__ == "__main__":
    unittest.main()
