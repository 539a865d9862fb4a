/** Makes each row only when COPY takes it. */
export function* rowsOf<Item, Row>(items: readonly Item[], toRow: (item: Item, place: number) => Row): Generator<Row> {
  for (let place = 0; place < items.length; place++) yield toRow(items[place] as Item, place);
}
