//! The formats that an article can be written in.

/// A format that an article, with what was read in it, can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Article and analysis, to be opened again: the only one that loses nothing.
    Json,
    /// One table for each list of the analysis, comma-separated (RFC 4180).
    Csv,
    /// Front matter, summary, who is in it, and the article.
    Markdown,
    /// The article as a page of its own, with what was found marked.
    Html,
    /// W3C Web Annotation Data Model: an annotation page.
    WebAnnotation,
    /// schema.org `NewsArticle`.
    JsonLd,
    /// RFC 7946: the places that have a point on the map.
    GeoJson,
    /// Standoff annotation of the brat tool, beside the plain text.
    Brat,
    /// A token a line with IOB2 tags, as in the shared tasks of `CoNLL`.
    Conll,
}

impl Format {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Format; 9] = [
        Self::Json,
        Self::Markdown,
        Self::Csv,
        Self::Html,
        Self::JsonLd,
        Self::WebAnnotation,
        Self::GeoJson,
        Self::Brat,
        Self::Conll,
    ];

    /// Its short name, as on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::WebAnnotation => "web-annotation",
            Self::JsonLd => "json-ld",
            Self::GeoJson => "geojson",
            Self::Brat => "brat",
            Self::Conll => "conll",
        }
    }

    /// The one of a short name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// How its files end.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::WebAnnotation => "anno.jsonld",
            Self::JsonLd => "jsonld",
            Self::GeoJson => "geojson",
            Self::Brat => "ann",
            Self::Conll => "conll",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Csv => "text/csv",
            Self::Markdown => "text/markdown",
            Self::Html => "text/html",
            Self::WebAnnotation | Self::JsonLd => "application/ld+json",
            Self::GeoJson => "application/geo+json",
            Self::Brat | Self::Conll => "text/plain",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_found_by_its_name() {
        for format in Format::ALL {
            assert_eq!(Some(format), Format::named(format.name()));
        }
        assert_eq!(None, Format::named("pdf"));
    }
}
