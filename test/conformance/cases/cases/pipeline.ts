/** One of several cases. */

function size(kind: string) {
  let limits;
  switch (kind) {
    case 'small':
      limits = [0, 10];
      break;
    case 'large':
      limits = [10, 100];
      break;
    default:
      limits = [];
  }
  return limits;
}

const limits = size('large');
console.log(limits);
