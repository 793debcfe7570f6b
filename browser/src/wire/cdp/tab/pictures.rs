//! Pictures of a tab.

use base64::Engine as _;
use serde_json::json;
use tokio::time::Instant;

use super::CdpTab;
use crate::wire::{Picture, PictureFormat, PictureKind, WireError};

/// A full-page picture ends here, in CSS pixels: taller pages would exhaust the browser's memory.
const TALLEST_PICTURE: f64 = 16_000.0;

impl CdpTab {
    pub(super) async fn take_picture(
        &self,
        kind: PictureKind,
        format: PictureFormat,
        deadline: Instant,
    ) -> Result<Picture, WireError> {
        self.check_dialog()?;
        let session = Some(self.target.session.as_str());
        let mut params = match format {
            PictureFormat::Png => json!({"format": "png", "optimizeForSpeed": true}),
            PictureFormat::Jpeg => json!({"format": "jpeg", "quality": 70, "optimizeForSpeed": true}),
        };
        match kind {
            PictureKind::Viewport => {}
            PictureKind::FullPage => {
                self.count();
                let layout = self.socket.call(session, "Page.getLayoutMetrics", json!({}), deadline).await?;
                let size = &layout["cssContentSize"];
                let height = size["height"].as_f64().unwrap_or(800.0).min(TALLEST_PICTURE);
                params["captureBeyondViewport"] = true.into();
                params["clip"] = json!({"x": 0, "y": 0, "width": size["width"], "height": height, "scale": 1});
            }
            PictureKind::Clip { at, width, height } => {
                params["clip"] = json!({"x": at.x, "y": at.y, "width": width, "height": height, "scale": 1});
            }
        }
        self.count();
        let answer = self.socket.call(session, "Page.captureScreenshot", params, deadline).await?;
        let bytes = base64::engine::general_purpose::STANDARD
            .decode(answer["data"].as_str().unwrap_or_default())
            .map_err(|error| WireError::Script(format!("the picture is no base64: {error}")))?;
        Ok(Picture { bytes, format })
    }
}
