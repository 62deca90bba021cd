"""The Python module as a user meets it; NUTGRAF names the native command line."""

import json
import os
import pathlib
import subprocess
import unittest

import nutgraf
import pyarrow as pa

ROOT = pathlib.Path(__file__).parents[2]
NATIVE = os.environ.get("NUTGRAF", str(ROOT / "target/debug/nutgraf"))
# Read as bytes: a line end is what it is, two characters or one.
SAMPLES = sorted((ROOT / "www/samples").glob("*.txt"))


class Analyze(unittest.TestCase):
    def test_native_and_wheel_give_the_same_analyses(self):
        self.assertGreater(len(SAMPLES), 3)
        for sample in SAMPLES:
            for offsets in ["chars", "utf16", "bytes"]:
                command = [NATIVE, "analyze", sample, "--format", "jsonl", "--offsets", offsets]
                native = json.loads(subprocess.check_output(command))
                self.assertEqual(native, nutgraf.analyze(sample.read_bytes().decode(), offsets=offsets))

    def test_offsets_are_those_of_python(self):
        text = "😀 Ada Orr left Lagos."
        mention = nutgraf.analyze(text)["mentions"][0]
        self.assertEqual("Ada Orr", text[mention["span"]["start"] : mention["span"]["end"]])

    def test_the_day_of_publication_is_heeded(self):
        timexes = nutgraf.analyze("It opened yesterday.", published="2025-12-14")["timexes"]
        self.assertEqual("2025-12-13", timexes[0]["value"])

    def test_wrong_options_are_told(self):
        for told, options in [
            ("2025-12-31", {"published": "soon"}),
            ("utf16", {"offsets": "words"}),
            ("statements", {"select": ["quotes"]}),
        ]:
            with self.assertRaisesRegex(ValueError, told):
                nutgraf.analyze("Text.", **options)

    def test_a_selection_is_all_that_comes(self):
        self.assertEqual(["entities"], list(nutgraf.analyze("Ada Orr left.", select=["entities"])))


class Batches(unittest.TestCase):
    def test_a_row_comes_out_for_each_that_goes_in(self):
        batch = pa.record_batch({"id": [7, 8], "text": ["Ada Orr left Lagos.", None]})
        rows = nutgraf.analyze_batch(batch, select=["entities"]).to_pylist()
        self.assertEqual(["7", "8"], [row["id"] for row in rows])
        self.assertEqual(["Ada Orr", "Lagos"], [entity["name"] for entity in rows[0]["entities"]])
        self.assertIsNone(rows[1]["entities"])

    def test_columns_say_the_same_as_the_dictionary(self):
        texts = [sample.read_bytes().decode() for sample in SAMPLES]
        table = nutgraf.analyze_batch(pa.table({"body": texts}), text="body")
        self.assertTrue(table.schema.equals(nutgraf.schema()))
        for text, row in zip(texts, table.to_pylist(), strict=True):
            analysis = nutgraf.analyze(text)
            names = [entity["name"] for entity in analysis["entities"]]
            self.assertEqual(names, [entity["name"] for entity in row["entities"]])
            for statement, column in zip(analysis["statements"], row["statements"], strict=True):
                words = " … ".join(text[s["start"] : s["end"]] for s in statement["content"])
                self.assertEqual(words, column["contentText"])

    def test_an_empty_batch_stays_one(self):
        batch = pa.record_batch({"text": pa.array([], pa.string())})
        self.assertEqual(0, nutgraf.analyze_batch(batch).num_rows)

    def test_a_missing_column_is_told(self):
        with self.assertRaisesRegex(ValueError, "body"):
            nutgraf.analyze_batch(pa.record_batch({"body": ["Text."]}))


if __name__ == "__main__":
    unittest.main()
