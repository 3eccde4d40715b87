/** What `?` lists. */
export const KNOWN_KEYS: readonly { where: string; keys: readonly (readonly [keys: string[], what: string])[] }[] = [
  {
    where: 'Everywhere',
    keys: [
      [['/'], 'go to the query'],
      [['?'], 'this list'],
      [['Esc'], 'close what is open'],
    ],
  },
  {
    where: 'In a list',
    keys: [
      [['j', '↓'], 'down'],
      [['k', '↑'], 'up'],
      [['Enter'], 'open'],
      [['o'], 'open beside the list, or close it'],
      [['r'], 'ask again'],
      [['l'], 'on the page of exchanges: new ones come by themselves, or no more'],
      [['e'], 'on the page of exchanges: export what the query means'],
    ],
  },
  {
    where: 'In a session',
    keys: [
      [['Space'], 'play it, or pause'],
      [['→', '←'], 'a step on or back; j and k do the same'],
      [['Home', 'End'], 'its first exchange, its last'],
      [['+', '-'], 'faster, slower'],
    ],
  },
  {
    where: 'On the histogram',
    keys: [
      [['→', '←'], 'from bar to bar'],
      [['Enter'], 'narrow the list to its time'],
    ],
  },
  {
    where: 'On the page of policies',
    keys: [
      [['Ctrl s'], 'review what is edited; ⌘ s on a Mac'],
      [['Ctrl Space'], 'what can stand here'],
      [['Esc'], 'back to the editor; its field first, where it stands in one'],
      [['Tab'], 'takes a completion, or leaves the editor'],
    ],
  },
  {
    where: 'In an approval',
    keys: [
      [['a'], 'approve, with a reason'],
      [['r'], 'reject, or revoke what is approved'],
      [['Ctrl Enter'], 'do it; ⌘ Enter on a Mac'],
      [['Esc'], 'leave it'],
      [['j', '→'], 'next in the queue, or in the list it came from'],
      [['k', '←'], 'previous'],
      [['u'], 'back to the list'],
    ],
  },
  {
    where: 'In an alert',
    keys: [
      [['a'], 'acknowledge: you are at it'],
      [['m'], 'assign it to me'],
      [['t'], 'assign it to somebody'],
      [['c'], 'close it, with a verdict and a reason'],
      [['r'], 'reopen what is closed, with a reason'],
      [['Ctrl Enter'], 'do it; ⌘ Enter on a Mac'],
      [['Esc'], 'leave it'],
      [['j', '→'], 'next in the list it came from'],
      [['k', '←'], 'previous'],
      [['u'], 'back to the list'],
    ],
  },
  {
    where: 'On the page of a caller',
    keys: [
      [['→', '←'], 'from moment to moment of its score'],
      [['Enter'], 'open the exchange of that moment'],
      [['r'], 'ask again'],
      [['u'], 'back to the list'],
    ],
  },
  {
    where: 'In an exchange',
    keys: [
      [['j', '→'], 'next in the list it came from'],
      [['k', '←'], 'previous'],
      [['u'], 'back to the list'],
    ],
  },
];
