"""A training loop: logistic regression by gradient descent on minibatches, in NumPy."""

import numpy as np

random = np.random.default_rng(3)
features = random.normal(size=(20_000, 40))
truth = random.normal(size=40)
labels = (features @ truth + random.normal(size=20_000) > 0).astype(float)
weights = np.zeros(40)
losses = []


def loss_and_gradient(batch, target, weights):
    guess = 1 / (1 + np.exp(-(batch @ weights)))
    loss = -np.mean(target * np.log(guess + 1e-9) + (1 - target) * np.log(1 - guess + 1e-9))
    return loss, batch.T @ (guess - target) / len(target)


for _ in range(80):
    order = random.permutation(len(features))
    for start in range(0, len(features), 64):
        chosen = order[start : start + 64]
        loss, gradient = loss_and_gradient(features[chosen], labels[chosen], weights)
        weights -= 0.5 * gradient
    losses.append(loss)
accuracy = np.mean((features @ weights > 0) == labels)
print(round(losses[-1], 3), round(accuracy, 3))
