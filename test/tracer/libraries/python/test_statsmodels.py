"""statsmodels: coefficients, and only those figures of a result that the program has asked for."""

import unittest

import numpy as np
import pandas as pd
import statsmodels.api as sm
import statsmodels.formula.api as smf
from library import loads_on_demand, look

RANDOM = np.random.default_rng(0)
FRAME = pd.DataFrame(RANDOM.random((30, 3)), columns=["y", "a", "b"])


class Results(unittest.TestCase):
    def test_coefficients(self):
        result = smf.ols("y ~ a + b", FRAME).fit()
        before = set(result._results._cache)
        made = look(result)
        self.assertEqual((made.kind, made.lib, made.summary["fitted"]), ("model", "statsmodels", True))
        self.assertEqual(list(made.summary["parameters"]), ["Intercept", "a", "b"])
        self.assertEqual(float(made.summary["parameters"]["a"]), result.params["a"])
        self.assertNotIn("rsquared", made.summary["state"])
        self.assertEqual(set(result._results._cache), before)
        found = result.rsquared
        self.assertEqual(float(look(result).summary["state"]["rsquared"]), found)

    def test_models_and_arrays(self):
        model = smf.logit("y ~ a", FRAME.assign(y=(FRAME.y > 0.5).astype(float)))
        self.assertEqual(look(model).summary["parameters"]["formula"], "y ~ a")
        result = sm.OLS(FRAME.y.to_numpy(), FRAME[["a", "b"]].to_numpy()).fit()
        self.assertEqual(list(look(result).summary["parameters"]), ["params[0]", "params[1]"])

    def test_loaded_with_the_library_only(self):
        program = "import statsmodels.api as sm, numpy; value = sm.OLS(numpy.ones(5), numpy.ones((5, 1)))"
        loads_on_demand(self, "statsmodels_results", program)


if __name__ == "__main__":
    unittest.main()
