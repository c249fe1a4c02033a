//! What a summary must say, taken from an assessment.

use lssc_core::{Assessment, CertificationSummary, Summary};

pub fn shortened(found: &Assessment) -> Summary {
    let certification = found.certification.zip(found.renewal.as_ref()).map(|(term, renewal)| {
        assert_eq!(term.expires_on, renewal.expires_on);
        CertificationSummary {
            certified_on: term.certified_on,
            term: term.term,
            opens_on: renewal.opens_on,
            expires_on: renewal.expires_on,
            last_day: renewal.last_day,
            provisional: term.provisional,
            renewal: renewal.verdict,
            contact_hours: renewal.contact_hours.counted,
            technology_hours: renewal.technology_hours.counted,
        }
    });
    Summary {
        status: found.status,
        eligibility: found.eligibility.verdict,
        counted_hours: found.eligibility.experience.counted_hours,
        deadline: found.candidacy.map(|candidacy| candidacy.deadline),
        completion: found.completion.verdict,
        completed_on: found.completion.completed_on,
        certification,
        total_cents: found.fees.total_cents,
        next_date: found.next_date(),
    }
}
