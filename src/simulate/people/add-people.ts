import type { Setting } from "../setting.ts";
import { addBuildFarms } from "./build-farms.ts";
import { addFamilyPlans, addHouseholds } from "./households.ts";
import { addIndividuals } from "./individuals.ts";
import { addOffices } from "./offices.ts";
import { addCafes, addConferences, addGateways, addLaunchRushes } from "./passers-by.ts";
import { addClasses, addLibraries, addUniversities } from "./schools.ts";

const groupsOfFixedNumber = [
  addOffices,
  addClasses,
  addUniversities,
  addLibraries,
  addCafes,
  addConferences,
  addFamilyPlans,
  addBuildFarms,
  addGateways,
  addLaunchRushes,
];

/** Fills the world with honest people: first the groups, then individuals up to the number wanted. */
export function addPeople(setting: Setting): void {
  const { people, householdShare } = setting.options;
  let added = 0;
  for (const addGroups of groupsOfFixedNumber) added += addGroups(setting);
  added += addHouseholds(setting, Math.min(people * householdShare, Math.max(0, people - added)));
  addIndividuals(setting, Math.max(0, people - added));
}
