/** A binary heap: the smallest item by `compare` leaves first. */
export class ReorderBuffer<Item> {
  private readonly items: Item[] = [];
  constructor(private readonly compare: (a: Item, b: Item) => number) {}

  get size(): number {
    return this.items.length;
  }

  peek(): Item | undefined {
    return this.items[0];
  }

  /** All items, in no useful order. */
  contents(): Item[] {
    return [...this.items];
  }

  push(item: Item): void {
    const { items } = this;
    let at = items.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.ordered(parent, at)) return;
      this.swap(parent, at);
      at = parent;
    }
  }

  pop(): Item | undefined {
    const { items } = this;
    const top = items[0];
    const last = items.pop();
    if (last === undefined || items.length === 0) return top;
    items[0] = last;
    this.sink();
    return top;
  }

  private sink(): void {
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= this.items.length) return;
      if (child + 1 < this.items.length && !this.ordered(child, child + 1)) child++;
      if (this.ordered(at, child)) return;
      this.swap(at, child);
      at = child;
    }
  }

  private ordered(first: number, second: number): boolean {
    return this.compare(this.items[first] as Item, this.items[second] as Item) <= 0;
  }

  private swap(a: number, b: number): void {
    const held = this.items[a] as Item;
    this.items[a] = this.items[b] as Item;
    this.items[b] = held;
  }
}
