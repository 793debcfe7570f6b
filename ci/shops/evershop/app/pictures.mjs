// Draws the pictures of our goods, so that none has to be fetched or kept: a shape on a plain ground, as PNG.
import { mkdirSync, writeFileSync } from "node:fs";
import { deflateSync } from "node:zlib";

const SIZE = 600;
const inBox = (x, y, left, top, right, bottom) => x >= left && x < right && y >= top && y < bottom;
const inRound = (x, y, cx, cy, rx, ry = rx) => ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1;

// Each shape answers for a point whether it is there: 1 for its colour, 2 for a darker one, 0 for the ground.
const mug = (x, y) =>
  inBox(x, y, 170, 180, 400, 450) ? (y < 205 ? 2 : 1) : Number(inRound(x, y, 400, 310, 95) && !inRound(x, y, 400, 310, 60));
const board = (x, y) =>
  inRound(x, y, 300, 120, 22) ? 0 : Number(inBox(x, y, 180, 190, 420, 520) || inBox(x, y, 260, 80, 340, 190));
const pan = (x, y) => (inRound(x, y, 240, 320, 130) ? 2 : Number(inRound(x, y, 240, 320, 165) || inBox(x, y, 390, 300, 570, 340)));
const jar = (x, y) => (inBox(x, y, 200, 120, 400, 180) ? 2 : Number(inBox(x, y, 180, 190, 420, 490)));
const scarf = (x, y) =>
  inBox(x, y, 150, 140, 450, 230) || inBox(x, y, 330, 230, 430, 500) ? (Math.floor((x + y) / 30) % 3 ? 1 : 2) : 0;
const hat = (x, y) =>
  inBox(x, y, 150, 380, 450, 450) ? 2 : Number((y < 380 && inRound(x, y, 300, 380, 140, 200)) || inRound(x, y, 300, 170, 35));
const socks = (x, y) =>
  inBox(x, y, 220, 120, 330, 160) ? 2 : Number(inBox(x, y, 220, 160, 330, 470) || inRound(x, y, 350, 430, 110, 50));
const shirt = (x, y) =>
  inRound(x, y, 300, 150, 45) ? 0 : Number(inBox(x, y, 200, 150, 400, 490) || inBox(x, y, 110, 150, 490, 250));
const lantern = (x, y) =>
  inBox(x, y, 270, 90, 330, 130) || inBox(x, y, 270, 470, 330, 510) ? 2 : Number(inRound(x, y, 300, 300, 150, 175) && y % 40 > 5);
const candle = (x, y) => (inRound(x, y, 300, 170, 22, 45) ? 2 : Number(inBox(x, y, 240, 230, 360, 500)));
const rug = (x, y) => (inBox(x, y, 80, 200, 520, 430) ? (Math.floor(x / 44) % 2 ? 1 : 2) : 0);

const PICTURES = {
  "blue-mug": [mug, 0x2f6fb5],
  "oak-board": [board, 0xb98a4e],
  "steel-pan": [pan, 0x8a929c],
  "glass-jar": [jar, 0x9cc9c0],
  "red-scarf": [scarf, 0xc0392b],
  "wool-hat": [hat, 0x6d4c7d],
  "cotton-socks": [socks, 0x5f9c63],
  "linen-shirt": [shirt, 0xd9d2c0],
  "linen-shirt-navy": [shirt, 0x24365e],
  "paper-lantern": [lantern, 0xe6b04a],
  "brass-lantern": [lantern, 0x9c7a32],
  "wax-candle": [candle, 0xe3cfa4],
  "jute-rug": [rug, 0xa58a5f],
};

// The checksum of PNG; Node has one of its own only since 20.15.
function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function chunk(kind, content) {
  const body = Buffer.concat([Buffer.from(kind), content]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(content.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

function draw(shape, colour) {
  const rgb = [colour >> 16, (colour >> 8) & 255, colour & 255];
  const paints = [[246, 244, 240], rgb, rgb.map((part) => Math.round(part * 0.7))];
  const lines = Buffer.alloc(SIZE * (SIZE * 3 + 1));
  for (let y = 0; y < SIZE; y += 1) {
    for (let x = 0; x < SIZE; x += 1) lines.set(paints[shape(x, y)], y * (SIZE * 3 + 1) + 1 + x * 3);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(SIZE, 0);
  head.writeUInt32BE(SIZE, 4);
  head.set([8, 2, 0, 0, 0], 8); // 8 bits a channel, red green blue
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", deflateSync(lines)), chunk("IEND", Buffer.alloc(0))]);
}

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
for (const [name, [shape, colour]] of Object.entries(PICTURES)) writeFileSync(`${folder}/${name}.png`, draw(shape, colour));
