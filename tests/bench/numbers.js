// What many measurements come to.

export function median(values) {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)];
}

/** What the browser calls long tasks: over 50 ms by the clock. */
export function longTasks(tasks) {
    return { count: tasks.length, longest: Math.max(0, ...tasks.map(({ duration }) => duration)), all: tasks };
}
