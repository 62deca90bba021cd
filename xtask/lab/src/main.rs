//! What is done to Nutgraf with annotated data: `cargo xtask predict`, `score` and `train` end here.

#![allow(
    clippy::indexing_slicing,
    clippy::needless_range_loop,
    clippy::string_slice,
    reason = "matrices and annotated offsets: a panic here stops a training, not a reader"
)]

mod data;
mod gold;
mod predict;
mod rouge;
mod scene;
mod score;
mod train;

use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// An error of any kind, told to the user in one line.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "What is done to Nutgraf with annotated data")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Write predictions in the scorers' format, offsets in code points.
    Predict {
        /// What to predict.
        #[arg(value_enum)]
        task: predict::Task,
        /// Articles, one JSON object a line with `id` and `text`; gzip if the name ends in .gz.
        input: PathBuf,
        /// Where the predictions go.
        output: PathBuf,
    },
    /// Measure every stage that has annotated data and write tests/scoreboard.tsv.
    Score {
        /// Folder of the annotated data.
        #[arg(long, env = "NUTGRAF_DATA", default_value = "../shared/data")]
        data: PathBuf,
        /// Print the most frequent confusions of the names instead of the scoreboard.
        #[arg(long)]
        errors: bool,
        /// Print the figures of entities, references, roles and places alone, and write nothing.
        #[arg(long)]
        actors: bool,
        /// Print the figures of statements alone, and write nothing.
        #[arg(long)]
        statements: bool,
        /// Print the figures of events, answers and summaries alone, and write nothing.
        #[arg(long)]
        events: bool,
        /// Compare with the committed scoreboard instead of writing it.
        #[arg(long)]
        check: bool,
    },
    /// Print what a visit of the page loads, file by file; fail above the budget.
    Sizes,
    /// Train a part of the model.
    Train {
        #[command(subcommand)]
        part: Part,
    },
}

#[derive(Subcommand)]
enum Part {
    /// The recogniser of names: model/weights/mentions.crf.
    Mentions(Box<train::Settings>),
    /// Whom pronouns and descriptions mean: model/weights/references.weights.
    References(train::references::Settings),
    /// Which phrases the scoring of clusters takes for marked, and which for one thing: xtask/lab/phrases.weights and links.weights.
    Clusters(train::clusters::Settings),
    /// Who and what fills the slots of reports of violence, for their scoring alone: xtask/lab/fillers.weights.
    Fillers(train::fillers::Settings),
    /// The weights of key phrases: printed, for `src/keyphrase.rs`.
    Keyphrases(train::keyphrases::Settings),
    /// The weights of sentences in a summary: printed, for `src/salience/sentence.rs`.
    Summary {
        /// Folder with train.jsonl.gz and dev.jsonl of the summaries.
        #[arg(long, default_value = "../shared/data/summaries")]
        data: PathBuf,
    },
    /// The tagger of parts of speech: model/weights/tags.weights.
    Tags(train::tags::Settings),
    /// The topics: model/weights/topics.weights.
    Topics(train::topics::Settings),
    /// The finder of statements: model/weights/statements.bin.
    Statements(train::statements::Settings),
}

fn main() {
    let done = match Arguments::parse().task {
        Task::Predict { task, input, output } => predict::write(task, &input, &output),
        Task::Score { data, errors: true, .. } => score::errors(&data),
        Task::Score { data, actors: true, .. } => score::actors(&data),
        Task::Score { data, statements: true, .. } => score::said(&data),
        Task::Score { data, events: true, .. } => score::events(&data),
        Task::Score { data, check: true, .. } => score::check(&data),
        Task::Score { data, .. } => score::write(&data),
        Task::Sizes => score::sizes(),
        Task::Train { part: Part::Mentions(settings) } => train::mentions(&settings),
        Task::Train { part: Part::Statements(settings) } => {
            train::statements::statements(&settings)
        }
        Task::Train { part: Part::Keyphrases(settings) } => train::keyphrases::train(&settings),
        Task::Train { part: Part::Tags(settings) } => train::tags::train(&settings),
        Task::Train { part: Part::Topics(settings) } => train::topics::train(&settings),
        Task::Train { part: Part::References(settings) } => train::references::train(&settings),
        Task::Train { part: Part::Clusters(settings) } => train::clusters::train(&settings),
        Task::Train { part: Part::Fillers(settings) } => train::fillers::train(&settings),
        Task::Train { part: Part::Summary { data } } => train::summary::train(&data),
    };
    if let Err(error) = done {
        eprintln!("{error}");
        std::process::exit(1);
    }
}
