/**
 * On how many account-days anybody was active in each hour of the day.
 *
 * @param activeHours 24 numbers for each account
 */
export function addUpHours(activeHours: ArrayLike<number>): number[] {
  const hours = new Array<number>(24).fill(0);
  for (let place = 0; place < activeHours.length; place++) {
    hours[place % 24] = (hours[place % 24] as number) + (activeHours[place] as number);
  }
  return hours;
}
