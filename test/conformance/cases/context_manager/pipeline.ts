/** A resource that is closed when its block is left. */

class Session {
  declare log: string[];

  constructor(log: string[]) {
    this.log = log;
  }

  [Symbol.dispose]() {
    this.log.push('closed');
  }

  read(name: string) {
    return { name, size: name.length };
  }
}

const log = ['opened'];
{
  using session = new Session(log);
  const page = session.read('ada');
  console.log(page);
}
console.log(log);
