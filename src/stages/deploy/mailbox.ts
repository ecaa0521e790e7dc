/** How does news of several servers reach the one who decides, in the order in which it came? */

export interface Mailbox<News> {
  post(news: News): void;
  /** The oldest that was not taken yet; waits for it. */
  next(): Promise<News>;
}

/** For one reader. */
export function createMailbox<News>(): Mailbox<News> {
  const waiting: News[] = [];
  let reader: ((news: News) => void) | undefined;
  return {
    post(news) {
      const take = reader;
      reader = undefined;
      if (take === undefined) waiting.push(news);
      else take(news);
    },
    next() {
      const [oldest] = waiting.splice(0, 1);
      if (oldest !== undefined) return Promise.resolve(oldest);
      return new Promise((resolve) => {
        reader = resolve;
      });
    },
  };
}
