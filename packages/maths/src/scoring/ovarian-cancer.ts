/**
 * Patients with ovarian cancer and an intestinal obstruction: three tests, and whether surgery helped them. The data of DeLong, DeLong and
 * Clarke-Pearson (1988), the 43 complete cases, as SAS/STAT prints them in “Comparing receiver operating characteristic curves”. For tests.
 */
export const ovarianCancer = {
  albumin: [
    3, 3.2, 3.9, 2.8, 3.2, 0.9, 2.5, 1.6, 3.8, 3.7, 3.2, 3.8, 4.1, 3.6, 4.3, 3.6, 2.3, 4.2, 4, 3.5, 3.8, 3, 4.5, 3.7, 3.1, 4.1, 4.3, 4.3,
    3.2, 2.6, 3.3, 1.7, 3.7, 3.3, 4.2, 3.5, 2.9, 2.1, 2.8, 4, 3.3, 3.7, 3.6,
  ],
  totalProtein: [
    5.8, 6.3, 6.8, 4.8, 5.8, 4, 5.7, 5.6, 5.7, 6.7, 5.4, 6.6, 6.6, 5.7, 7, 6.7, 4.4, 7.6, 6.6, 5.8, 6.8, 4.7, 7.4, 7.4, 6.6, 8.2, 7, 6.5,
    5.1, 4.7, 6.8, 4, 6.1, 6.3, 7.7, 6.2, 5.7, 4.8, 6.2, 7, 5.7, 6.9, 6.6,
  ],
  /** Turned round, so that more is better. */
  kgScore: [
    0, 5, 7, 4, 7, 5, 2, 5, 5, 4, 6, 4, 5, 5, 6, 6, 4, 6, 4, 4, 3, 2, 5, 5, 4, 4, 5, 6, 5, 4, 4, 3, 5, 3, 4, 5, 1, 3, 2, 3, 4, 5, 5,
  ],
  benefited: [
    0, 1, 1, 0, 1, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 0, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 1, 0, 1, 1, 1, 1,
  ].map((helped) => helped === 1),
}
