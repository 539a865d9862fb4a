import { doTask, type Task } from "./task.ts";

// What `doInProcess` starts: one task in, its result out.
process.once("message", async (task: Task) => {
  const result = await doTask(task);
  process.send?.(result, () => process.disconnect());
});
