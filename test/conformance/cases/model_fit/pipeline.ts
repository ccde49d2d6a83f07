/** A model learns from one table and predicts for another. */

class Line {
  declare slope: number;

  constructor() {
    this.slope = 0;
  }

  fit(xs: number[], ys: number[]) {
    const products = xs.map((x, at) => x * (ys[at] ?? 0));
    const squares = xs.map((x) => x * x);
    this.slope = products.reduce((sum, each) => sum + each) / squares.reduce((sum, each) => sum + each);
    return this;
  }

  predict(xs: number[]) {
    const slope = this.slope;
    return xs.map((x) => x * slope);
  }
}

const train_x = [1, 2, 4];
const train_y = [2, 4, 8];
const model = new Line();
model.fit(train_x, train_y);
const guesses = model.predict([3, 5]);
const worst = Math.max(...guesses);
console.log(guesses, worst);
