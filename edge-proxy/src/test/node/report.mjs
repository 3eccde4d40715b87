// Prints, in one line of JSON, what an SDK answered and what it made of a refusal.
export async function report(answers, refused, read) {
  let refusal = "nothing was refused";
  try {
    await refused();
  } catch (error) {
    const [ownType, status, code] = read(error);
    refusal = { ownType, status, code };
  }
  console.log(JSON.stringify({ answers, refusal }));
}
