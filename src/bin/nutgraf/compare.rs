//! `nutgraf compare`: two to five articles side by side.

use crate::output::Target;
use crate::{Failure, Reading, input};
use nutgraf::{Analysis, Model, Told, analyze, wire};
use std::path::PathBuf;

pub(crate) const EXAMPLES: &str =
    "Writes JSON: the analyses, and what they share and where they differ as indices into them.

Examples:
  nutgraf compare morning.txt evening.txt | jq .changes
  nutgraf compare agency.txt paper.html --output story";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The articles, as text or as saved web pages (.html).
    #[arg(required = true, num_args = 2..=5)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    reading: Reading,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let model = Model::builtin();
    let articles: Vec<input::Article> =
        arguments.files.iter().map(|file| input::article(file)).collect::<Result<_, _>>()?;
    let read: Vec<Analysis> = articles
        .iter()
        .map(|article| {
            analyze(&article.text, &model, &arguments.reading.options(article.published))
        })
        .collect();
    let told: Vec<Told> = articles
        .iter()
        .zip(&read)
        .map(|(article, analysis)| Told { text: &article.text, analysis })
        .collect();
    let comparison = nutgraf::compare(&told, &model);
    let unit = arguments.reading.unit();
    let analyses = told.iter().map(|told| wire::Analysis::new(told.text, told.analysis, unit));
    let shape = wire::Comparison::new(&comparison, analyses.collect());
    let mut json = serde_json::to_string_pretty(&shape)
        .map_err(|e| Failure::Told(format!("the result could not be written: {e}")))?;
    json.push('\n');
    arguments.target.put(".json", &json)
}
