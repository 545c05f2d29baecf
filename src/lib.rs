//! `ssmr`: a coach for AI-safety product case studies.
