//! Pictures of a window: of what is seen, of the whole page where the browser can, and of a box in it.

use base64::Engine as _;
use serde_json::{Value, json};
use tokio::time::Instant;

use super::ClassicTab;
use crate::wire::{Point, WireError};

impl ClassicTab {
    pub(super) async fn screenshot(&self, deadline: Instant) -> Result<Vec<u8>, WireError> {
        let place = self.desk.at(&self.window, &[], deadline).await?;
        decoded(&place.get("screenshot").await?)
    }

    pub(super) async fn full_page(&self, deadline: Instant) -> Result<Vec<u8>, WireError> {
        if self.desk.session().capability(&["browserName"]) == Some("firefox") {
            let place = self.desk.at(&self.window, &[], deadline).await?;
            return decoded(&place.get("moz/screenshot/full").await?);
        }
        let parameters = json!({ "format": "png", "captureBeyondViewport": true });
        let answer = self.chromium("Page.captureScreenshot", parameters, deadline).await?;
        decoded(&answer["data"])
    }

    pub(super) async fn clip(
        &self,
        at: Point,
        width: f64,
        height: f64,
        deadline: Instant,
    ) -> Result<Vec<u8>, WireError> {
        let viewport = {
            let place = self.desk.at(&self.window, &[], deadline).await?;
            place.execute("return innerWidth").await?.as_f64().unwrap_or(1.0).max(1.0)
        };
        let whole = self.screenshot(deadline).await?;
        let cut = tokio::task::spawn_blocking(move || cut_out(&whole, viewport, at, width, height)).await;
        cut.map_err(|why| WireError::Script(why.to_string()))?.map_err(|why| WireError::Script(why.to_string()))
    }
}

fn decoded(answer: &Value) -> Result<Vec<u8>, WireError> {
    base64::engine::general_purpose::STANDARD
        .decode(answer.as_str().unwrap_or_default())
        .map_err(|why| WireError::Script(format!("the picture is no base64: {why}")))
}

/// Cuts a box, given in CSS pixels, out of a picture of the viewport, which may be finer than CSS pixels.
fn cut_out(png: &[u8], viewport: f64, at: Point, width: f64, height: f64) -> image::ImageResult<Vec<u8>> {
    let whole = image::load_from_memory(png)?;
    let scale = f64::from(whole.width()) / viewport;
    let scaled = |length: f64| (length.max(0.0) * scale).round() as u32;
    let part = whole.crop_imm(scaled(at.x), scaled(at.y), scaled(width).max(1), scaled(height).max(1));
    let mut bytes = Vec::new();
    part.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Png)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clip_of_a_fine_picture_is_measured_in_css_pixels() {
        let mut png = Vec::new();
        image::DynamicImage::new_rgb8(200, 100)
            .write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png)
            .unwrap();
        let cut = cut_out(&png, 100.0, Point { x: 10.0, y: 5.0 }, 30.0, 20.0).unwrap();
        let cut = image::load_from_memory(&cut).unwrap();
        assert_eq!((cut.width(), cut.height()), (60, 40));
    }
}
