//! RFC 7946: a point for each place that the article is about as a place.
//!
//! A government named after its seat and the people of a country have no point, as on the page's map.

use super::name;
use crate::{Document, view};
use serde_json::{Value, json};

pub(super) fn write(document: &Document) -> Value {
    let view = document.view();
    let features: Vec<Value> =
        view.places.iter().filter_map(|place| feature(document, place)).collect();
    json!({"type": "FeatureCollection", "features": features})
}

fn feature(document: &Document, place: &view::Place) -> Option<Value> {
    let site = place.site.as_ref().filter(|_| place.relation == "located")?;
    let view = document.view();
    let entity = view.entities.get(place.entity as usize)?;
    let words: Vec<&str> = place
        .mentions
        .iter()
        .filter_map(|&id| view.mentions.get(id as usize))
        .map(|mention| document.words(mention.span))
        .collect();
    Some(json!({
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [site.longitude, site.latitude]},
        "properties": {
            "name": name(entity),
            "site": site.name,
            "kind": site.kind,
            "country": site.country,
            "entity": place.entity,
            "mentions": words,
        },
    }))
}

/// The point of an entity, if it has one.
pub(super) fn point(document: &Document, entity: usize) -> Option<(f64, f64)> {
    let places = &document.view().places;
    let mut sites = places
        .iter()
        .filter(|place| place.entity as usize == entity && place.relation == "located")
        .filter_map(|place| place.site.as_ref());
    sites.next().map(|site| (site.latitude, site.longitude))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Unit;

    #[test]
    fn a_place_has_a_point_and_a_government_has_none() {
        let site = json!({"name": "Nairobi", "kind": "city", "country": "KE", "latitude": -1.29, "longitude": 36.82});
        let analysis = json!({
            "mentions": [{"span": {"start": 3, "end": 10}, "kind": "location", "entity": 0}],
            "entities": [{"name": "Nairobi", "kind": "location", "mentions": [0]}],
            "places": [
                {"entity": 0, "mentions": [0], "relation": "located", "site": site},
                {"entity": 0, "mentions": [], "relation": "government", "site": site},
            ],
        });
        let document = Document::new("In Nairobi".into(), Unit::Utf16, analysis).expect("it fits");
        let written = write(&document);
        assert_eq!(Some(1), written["features"].as_array().map(Vec::len));
        assert_eq!(json!([36.82, -1.29]), written["features"][0]["geometry"]["coordinates"]);
        assert_eq!(json!(["Nairobi"]), written["features"][0]["properties"]["mentions"]);
    }
}
