// The bank. Knows the test numbers that payment providers publish, and no others.
const ANSWERS = {
  4242424242424242: null,
  5555555555554444: null,
  4000000000000002: "Your card was declined.",
  4000000000009995: "Your card has insufficient funds.",
};

function judge({ number = "", expiry = "", code = "" }) {
  const digits = String(number).replace(/\D/g, "");
  if (!(digits in ANSWERS)) return "Your card number is invalid.";
  const [, month, year] = /^\s*(\d{1,2})\s*\/\s*(?:20)?(\d\d)\s*$/.exec(expiry) ?? [];
  if (!month || month < 1 || month > 12 || new Date(2000 + Number(year), month) < new Date()) return "Your card has expired.";
  if (!/^\d{3,4}$/.test(String(code).trim())) return "Your card's security code is invalid.";
  return ANSWERS[digits];
}

export default (request, response) => {
  const refusal = judge(request.body ?? {});
  if (refusal) response.status(402).json({ error: { status: 402, message: refusal } });
  else response.status(200).json({ data: { paid: true } });
};
