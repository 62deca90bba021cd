// @ts-check
/**
 * What the worker reads while nobody asks for anything. A browser compiles a function when it is first called, and well
 * when it was called often: without this the first article would wait for both.
 */

/** Sentences with a little of everything that is looked for. */
const TEXT = `Harbour Workers Vote to Strike After Crane Fire Kills 3 in Vik

Port Authority of Vik (PAV) denies that it ignored warnings; minister promises inquiry

By Ada Orr
The Vik Courier
Monday, 15 December 2025

VIK, Norway, Dec. 15 (Vik Courier) — At least three dockworkers were killed and 12 others wounded on Sunday when a crane caught fire in the northern harbour, police said, two days after the company had promised repairs worth $4.5 million.

“We told them in March that the cables were worn,” said Jon Hale, 52, president of the Dockworkers' Union. “They didn't listen to us.” He added that his members would walk out on Wednesday unless the Port Authority shut all six cranes.

The authority's chief executive, Maria Lund, denied the accusation, saying it had followed the rules. According to a report that her office published last year, 14% of the cranes failed a test between 2019 and 2024.

Prime Minister Per Aas, who met his British counterpart in London last week, wrote to the families and called the fire “a terrible tragedy”. Hospital officials put the death toll at four. Gunmen had attacked a warehouse nearby in 2021, and a court in Oslo sentenced two men to nine years in prison.

Shares of Nordhavn Holdings fell 3.2 percent to 41.10 kroner. Its lawyer told Reuters: “Our client will cooperate.” Vik United beat Bergen 3-1 that evening, and Mr Hale's daughter Ida scored twice.
`;

/**
 * Readings of it, 3 ms each but for the first: it takes some of them until the browser has compiled well what is called
 * often. From paste to paint a first article takes 95 ms after 6, 67 after 24, 63 after 48, no less after 80.
 */
const READINGS = 48;

/**
 * Reads until all is compiled or something else is asked for.
 * @param {(text: string) => unknown} read
 * @param {() => boolean} isWanted whether somebody asked for something
 */
export async function warmUp(read, isWanted) {
  for (let reading = 0; reading < READINGS; reading += 1) {
    // A task by itself, so that what is asked for meanwhile comes first.
    await new Promise((done) => setTimeout(done));
    if (isWanted()) return;
    await read(TEXT);
  }
}
