const size = 12;
const signal = Float64Array.from({ length: size }, (_, i) => Math.sin(i / 2));
const counts = new Uint16Array(4);
for (const value of signal) {
  const bin = Math.min(3, Math.floor((value + 1) * 2));
  counts[bin] = (counts[bin] ?? 0) + 1;
}
const smooth = new Float32Array(size);
for (let i = 0; i < size; i++) {
  let sum = 0;
  let n = 0;
  for (let j = Math.max(0, i - 1); j <= Math.min(size - 1, i + 1); j++) {
    sum += signal[j] ?? 0;
    n++;
  }
  smooth[i] = sum / n;
}
const normal = signal.map((value) => value * 10).sort();
const matrix = new Float64Array(9);
matrix[0] = matrix[4] = matrix[8] = 1;
matrix.set([5, 6], 1);
const window = matrix.subarray(0, 3);
window.fill(7);
const bytes = new Uint8Array([104, 105, 33]);
const text = new TextDecoder().decode(bytes);
const buffer = Buffer.from('data: Zeile', 'utf8');
const hex = buffer.toString('hex').slice(0, 8);
const big = BigInt64Array.from([1n, -2n, 3n]);
const total = big.reduce((sum, value) => sum + value, 0n);
const view = new DataView(new ArrayBuffer(8));
view.setUint16(0, 513, true);
const low = view.getUint8(0);
console.log(counts, smooth.length, normal[0], matrix[1], text, hex, total, low);

export {};
