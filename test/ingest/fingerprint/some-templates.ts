const cities = ["Lisbon", "New York", "Kraków", "the Hague", "Osaka", "Port of Spain"];
const nouns = ["winter", "a very old ledger", "modules and their tests", "harbour", "engines", "the garden at night"];
const numbers = ["7", "12.5", "1,204", "3rd", "1999", "-4"];

const fill = (write: (city: string, noun: string, number: string, place: number) => string) =>
  cities.map((city, place) => write(city, nouns[place] as string, numbers[place] as string, place));

/** Templates of many sorts, each filled in six ways. */
export const someTemplates: Record<string, readonly string[]> = {
  grader: fill(
    (city, noun, number) =>
      `You are a careful grader. Read the ${number} answers that ${city} gave to "${noun}, and what then?" and say which one is best. ` +
      "Think step by step about every answer before you compare it. Answer with the letter only.",
  ),
  "question at the end": fill(
    (city, noun, number) =>
      `${noun} lies ${number} miles from ${city}.\n\nGiven the passage above, is the author's claim supported by the evidence? Reply yes or no.`,
  ),
  "short instruction": fill((_, noun) => `Rewrite the following sentence politely: ${noun}`),
  "code to review": fill(
    (city, noun, number, place) =>
      "Find the bug in this function and return a unified diff.\n```python\n" +
      `def run_${place}(x):\n    return x + ${number} # ${noun} ${city}\n\`\`\``,
  ),
  "bare code": fill(
    (_, noun, number) =>
      `// Complete the implementation so that all hidden unit tests pass.\nfunction solve(input) {\n  const limit = ${number};\n  // ${noun}\n`,
  ),
  "multiple choice": fill(
    (city, noun, number) =>
      `${city} has ${noun}. Which conclusion follows logically from this statement?\nOptions:\n(A) ${noun}\n(B) ${number}\n(C) ${city}`,
  ),
  "a list in the middle": fill(
    (_, noun, _number, place) =>
      `In my basket there is ${["an apple", "a fig", "two limes"][place % 3]}, a pear, ${noun}, a plum, and a nut. How many ingredients does my basket contain?`,
  ),
  json: fill((city) =>
    JSON.stringify({ instruction: "Extract every entity with its type and character offsets", text: city }),
  ),
  xml: fill(
    (city, noun) =>
      `<document>${noun} in ${city}</document>\n<task>Produce a faithful abstractive summary and quote supporting sentences.</task>`,
  ),
  "agent step": fill(
    (city, noun, number) =>
      `Thought: ${noun}\nAction: search[${city}]\nObservation: ${number} results\n` +
      "Continue with the next thought and exactly one action from the list of permitted tools.",
  ),
  chinese: fill((_, noun, number) => `请把下面的文章翻译成英文，并且写一个简短的总结：${noun}，${number}`),
  japanese: fill((_, noun) => `次の文章を読んで、登場人物の気持ちを詳しく説明してください。${noun}`),
  arabic: fill((city) => `اكتب ملخصا قصيرا للنص التالي مع ذكر أهم الأفكار: ${city}`),
  russian: fill(
    (city, noun) => `Переведи следующий отрывок на английский язык и объясни каждую идиому: ${noun}, ${city}`,
  ),
  hindi: fill((_, noun) => `निम्नलिखित अनुच्छेद का सारांश सरल हिंदी में लिखें और मुख्य बिंदु बताएं: ${noun}`),
  thai: fill((_, noun) => `กรุณาแปลข้อความต่อไปนี้เป็นภาษาอังกฤษและสรุปสั้นๆ: ${noun}`),
  emoji: fill((_, noun) => `🎯 Turn this product description into a catchy tweet with emoji 🚀🔥: ${noun} 🎉`),
  arithmetic: ["(3 + 4) * 12 - 7 / 2 =", "((-1 + 2) * (9 - -4)) =", "12 * 12 * (12 + 1) =", "8 / 2 * (2 + 2) - 1 ="],
};
