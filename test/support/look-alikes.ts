import { seededRandom } from "../../src/graph/seeded-random.ts";
import { aroundTheClock, day, each, hour, hoursFrom, minute, type Somebody } from "./a-community.ts";

/** A made-up group: its people, or the fakes that resemble them. Everything comes from the seed. */
export type Group = (seed: number) => Somebody[];

/** Chance, for one group. */
interface Dice {
  /** A whole number from 0 to below the limit. */
  below(limit: number): number;
  /** One of so many things of a name. */
  one(name: string, limit: number): string;
  /** Some of them, without repetition. */
  some(name: string, limit: number, count: number): string[];
}

function diceOf(seed: number): Dice {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const one = (name: string, limit: number) => `${name} ${below(limit)}`;
  return {
    below,
    one,
    some: (name, limit, count) => [...new Set(each(count, () => ({})).map(() => one(name, limit)))],
  };
}

/** What somebody honest has of their own: a home, a card, a phone; and the days and hours of a person. */
function aPerson(name: string, dice: Dice): Somebody & { readonly uses: NonNullable<Somebody["uses"]> } {
  const wakesUp = 6 + dice.below(4);
  return {
    signedUpAt: dice.below(70 * day),
    hours: hoursFrom(wakesUp, wakesUp + 14),
    activeDays: 5 + dice.below(15),
    requestsPerDay: 5 + dice.below(60),
    uses: {
      ip: [`home of ${name}`],
      payment_instrument: [`card of ${name}`],
      device_id: [`phone of ${name}`],
      email_domain: ["big.example"],
    },
  };
}

/** A fake: it never sleeps, is busy, and owns nothing. */
function aFake(dice: Dice, startDay: number, overDays: number): Somebody {
  return {
    signedUpAt: startDay * day + dice.below(overDays * day),
    hours: aroundTheClock,
    activeDays: 15,
    requestsPerDay: 200 + dice.below(100),
  };
}

/** People who have nothing to do with each other, one in three of them on a carrier's address as well. */
export const strangers: Group = (seed) => {
  const dice = diceOf(seed);
  return each(2000, (number) => {
    const person = aPerson(`stranger ${number}`, dice);
    if (dice.below(3) > 0) return person;
    return { ...person, uses: { ...person.uses, ip: [...(person.uses.ip ?? []), dice.one("carrier", 40)] } };
  });
};

/** One address, one company card; everybody has a laptop and goes home. */
export const anOffice: Group = (seed) => {
  const dice = diceOf(seed);
  return each(40, (number) => {
    const person = aPerson(`clerk ${number}`, dice);
    return {
      ...person,
      hours: hoursFrom(8, 18),
      uses: {
        ip: ["the office", `home of clerk ${number}`],
        payment_instrument: ["the company's card"],
        device_id: [`laptop ${number}`],
        email_domain: ["company.example"],
      },
    };
  });
};

/** One address and one card as well, day and night. */
export const aNaiveRing: Group = (seed) => {
  const dice = diceOf(seed);
  return each(40, () => ({
    ...aFake(dice, 30, 1),
    uses: { ip: ["one machine"], payment_instrument: ["one card"], email_domain: ["big.example"] },
  }));
};

/** Five people with a line, a tablet and a card between them, and a phone each. They sign up as it comes. */
export const aHousehold: Group = (seed) => {
  const dice = diceOf(seed);
  return each(5, (number) => ({
    ...aPerson(`child ${number}`, dice),
    uses: {
      ip: ["the family's line"],
      payment_instrument: ["the family's card"],
      device_id: ["the tablet", `phone of child ${number}`],
      email_domain: ["big.example"],
    },
  }));
};

/** The same family sets up everybody's account on the tablet in one go, and never leaves home with it. */
export const aHouseholdInOneGo: Group = (seed) => {
  return aHousehold(seed).map((child, number) => ({ ...child, signedUpAt: 40 * day + 19 * hour + number * 90 }));
};

/** So many accounts on one device at one address, made one after the other, each used at once and never again. */
function madeAndUsed(count: number, apartSeconds: number, startsAt: number): Somebody[] {
  return each(count, (number) => ({
    signedUpAt: startsAt + number * apartSeconds,
    lastEventAt: startsAt + number * apartSeconds + 5,
    hours: [19],
    activeDays: 1,
    requestsPerDay: 1,
    uses: { ip: ["one line"], device_id: ["one device"], email_domain: ["big.example"] },
  }));
}

/** Three accounts in half a minute: too few for a community, too fast for people. */
export const threeMadeAndUsed: Group = () => madeAndUsed(3, 10, 40 * day);

/** Three children on the one tablet behind the one line, who sign up in turn, a minute each, ask something and never come back. */
export const aFamilyOnATablet: Group = () => madeAndUsed(3, 60, 40 * day);

/** The same family in a hurry: but a child that is curious comes back the next day. */
export const aFamilyInAHurry: Group = () => {
  return madeAndUsed(3, 20, 40 * day).map((child) => ({ ...child, lastEventAt: 41 * day, activeDays: 2 }));
};

/** A computer in a shop: a customer every quarter of an hour signs up for the discount and is never seen again. */
export const aShopsComputer: Group = () => madeAndUsed(30, 900, 20 * day);

/** Three who have just signed up on one device and asked something, on the last day of the window: who knows whether they come back. */
export const threeNewcomers: Group = () => madeAndUsed(3, 10, 89 * day);

/** One device that signs up account after account at one address. */
export const aSignupScript: Group = (seed) => {
  const dice = diceOf(seed);
  return each(14, (number) => ({
    ...aFake(dice, 30, 1),
    signedUpAt: 30 * day + number * 20 + dice.below(15),
    uses: {
      ip: ["one line"],
      device_id: ["one device"],
      payment_instrument: ["one card"],
      email_domain: ["big.example"],
    },
  }));
};

/** Thirty pupils who sign up in one lesson, behind the school's address, and do one exercise. */
export const aClass: Group = (seed) => {
  const dice = diceOf(seed);
  return each(30, (number) => {
    const person = aPerson(`pupil ${number}`, dice);
    return {
      ...person,
      signedUpAt: 40 * day + 9 * hour + dice.below(hour),
      hours: hoursFrom(8, 20),
      requestsPerDay: 5 + dice.below(20),
      uses: {
        ...person.uses,
        ip: ["the school", ...(dice.below(3) > 0 ? [`home of pupil ${number}`] : [])],
        payment_instrument: [],
        prompt_opening: ["the exercise"],
        email_domain: ["school.example"],
      },
    };
  });
};

/** One template, one address, sign-ups in ten minutes; nobody goes home. */
export const aTemplateRing: Group = (seed) => {
  const dice = diceOf(seed);
  return each(30, () => ({
    ...aFake(dice, 40, 1),
    signedUpAt: 40 * day + dice.below(10 * minute),
    uses: { ip: ["one machine"], prompt_opening: ["the template"], email_domain: ["big.example"] },
  }));
};

/** Four hundred who come through six shared addresses of a carrier, and from home. */
export const aCarriersCustomers: Group = (seed) => {
  const dice = diceOf(seed);
  return each(400, (number) => {
    const person = aPerson(`customer ${number}`, dice);
    return { ...person, uses: { ...person.uses, ip: [...dice.some("exit", 6, 3), `home of customer ${number}`] } };
  });
};

/** Cards that go round, ten accounts to a card, behind proxies that go round. */
export const aCardPool: Group = (seed) => {
  const dice = diceOf(seed);
  return each(80, (number) => ({
    ...aFake(dice, 20, 14),
    uses: {
      ip: dice.some("proxy", 30, 8),
      payment_instrument: [`stolen card ${number % 8}`],
      email_domain: ["big.example"],
    },
  }));
};

/** The same pool with six or seven accounts to a card: each card's core is below those that proxies may join. */
export const aPoolOfManyCards: Group = (seed) => {
  return aCardPool(seed).map((fake, number) => ({
    ...fake,
    uses: { ...fake.uses, payment_instrument: [`stolen card ${number % 12}`] },
  }));
};

/** Three hundred who send the templates of one popular tool from their homes. */
export const aToolsUsers: Group = (seed) => {
  const dice = diceOf(seed);
  return each(300, (number) => {
    const person = aPerson(`user ${number}`, dice);
    return { ...person, uses: { ...person.uses, prompt_opening: dice.some("the tool's template", 4, 3) } };
  });
};

/** Sixty who send one buyer's templates, from proxies. */
export const aBuyersRing: Group = (seed) => {
  const dice = diceOf(seed);
  return each(60, () => ({
    ...aFake(dice, 20, 7),
    uses: { ip: dice.some("proxy", 20, 6), prompt_opening: dice.some("the buyer's template", 4, 3) },
  }));
};

/** Three hundred behind four addresses, with homes, phones and cards of their own. */
export const aUniversity: Group = (seed) => {
  const dice = diceOf(seed);
  return each(300, (number) => {
    const person = aPerson(`student ${number}`, dice);
    return {
      ...person,
      uses: {
        ...person.uses,
        ip: [...dice.some("campus", 4, 3), `home of student ${number}`],
        email_domain: ["university.example"],
      },
    };
  });
};

/** Sixty behind four addresses too, on six cards. */
export const aFewProxiesRing: Group = (seed) => {
  const dice = diceOf(seed);
  return each(60, (number) => ({
    ...aFake(dice, 20, 7),
    uses: {
      ip: dice.some("proxy", 4, 3),
      payment_instrument: [`stolen card ${number % 6}`],
      email_domain: ["big.example"],
    },
  }));
};

/** Twenty-four readers at four desks of one library, who have phones and homes. */
export const aLibrary: Group = (seed) => {
  const dice = diceOf(seed);
  return each(24, (number) => {
    const person = aPerson(`reader ${number}`, dice);
    return {
      ...person,
      uses: {
        ...person.uses,
        ip: ["the library", `home of reader ${number}`],
        device_id: [...dice.some("desk", 4, 3), `phone of reader ${number}`],
      },
    };
  });
};

/** Forty accounts on six devices behind one address, and no other. */
export const aDeviceFarm: Group = (seed) => {
  const dice = diceOf(seed);
  return each(40, () => ({
    ...aFake(dice, 20, 10),
    uses: { ip: ["the farm"], device_id: dice.some("rack", 6, 2), email_domain: ["big.example"] },
  }));
};

/** On the day of a launch two hundred strangers sign up within a quarter of an hour, many over one carrier, and try the example. */
export const aLaunchRush: Group = (seed) => {
  const dice = diceOf(seed);
  return each(200, (number) => {
    const person = aPerson(`early bird ${number}`, dice);
    return {
      ...person,
      signedUpAt: 50 * day + 17 * hour + dice.below(15 * minute),
      uses: {
        ...person.uses,
        ip: [`home of early bird ${number}`, ...(dice.below(2) > 0 ? [dice.one("carrier of the launch", 5)] : [])],
        prompt_opening: ["the example of the launch"],
      },
    };
  });
};

/** In the same quarter of an hour a script signs up, on cards and proxies. */
export const aRingInTheRush: Group = (seed) => {
  const dice = diceOf(seed);
  return each(60, (number) => ({
    ...aFake(dice, 50, 1),
    signedUpAt: 50 * day + 17 * hour + dice.below(15 * minute),
    uses: {
      ip: dice.some("proxy", 15, 5),
      payment_instrument: [`stolen card ${number % 10}`],
      prompt_opening: ["the example of the launch"],
      email_domain: ["big.example"],
    },
  }));
};
