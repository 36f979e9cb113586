/** What the API answers; see the contract of `libs/api`. */
export interface Page<Item> {
  items: Item[];
  next?: string;
}
