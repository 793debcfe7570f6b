// Fills an empty database: EverShop's own migrations, then our goods. EverShop's installer asks questions and its seed
// fetches pictures from other hosts, so neither is used.
import { readFile } from "node:fs/promises";

process.env.ALLOW_CONFIG_MUTATIONS = "true";
const dist = new URL("node_modules/@evershop/evershop/dist/", import.meta.url);
const { getCoreModules } = await import(new URL("bin/lib/loadModules.js", dist));
const { migrate } = await import(new URL("bin/lib/bootstrap/migrate.js", dist));
const { hashPassword } = await import(new URL("lib/util/passwordHelper.js", dist));
const { pool } = await import(new URL("lib/postgres/connection.js", dist));

// A migration that fails is told by EverShop, which then exits with 0: only what comes after it proves that it went well.
await migrate(getCoreModules());
await pool.query("INSERT INTO admin_user (email, password, full_name) VALUES ($1, $2, $3)", [
  "admin@example.com",
  hashPassword("Mystery-7-Shopper"),
  "Shop Admin",
]);
await pool.query(await readFile(new URL("seed.sql", import.meta.url), "utf8"));
const { rows } = await pool.query("SELECT count(*)::int AS goods FROM product");
console.log(`prepared: ${rows[0].goods} products`);
process.exit(0);
