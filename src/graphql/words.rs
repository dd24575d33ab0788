//! The enums of the API, one value per word that the documents and the database use.

use async_graphql::Enum;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$value_doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Enum, Debug, Copy, Clone, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$value_doc])* #[graphql(name = $word)] $variant),+ }

        impl $name {
            /// The word in documents, in the database and in the API.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value of a word; none for a word that this enum does not have.
            pub fn of_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

words! {
    /// The part of government work that something belongs to.
    Topic {
        /// 组织领导: leadership, planning, study and assessment of the rule-of-law work itself.
        Organization = "ORGANIZATION",
        /// 政府职能: government services, approvals, business environment.
        GovernmentFunctions = "GOVERNMENT_FUNCTIONS",
        /// 制度建设: normative documents, their review and their clean-up.
        Rulemaking = "RULEMAKING",
        /// 行政决策: major decisions, legal counsel, review of contracts.
        DecisionMaking = "DECISION_MAKING",
        /// 行政执法: enforcement, inspection, penalties, enforcement officers.
        Enforcement = "ENFORCEMENT",
        /// 矛盾纠纷化解: mediation of disputes and the mediators.
        Mediation = "MEDIATION",
        /// 行政复议: administrative reconsideration.
        Reconsideration = "RECONSIDERATION",
        /// 行政应诉: lawsuits against the administration.
        Litigation = "LITIGATION",
        /// 监督: supervision, disclosure, proposals of the people's congress and the consultative conference.
        Oversight = "OVERSIGHT",
        /// 公共法律服务: legal aid, notaries, lawyers, consultation.
        LegalServices = "LEGAL_SERVICES",
        /// 普法: legal education of the public.
        LegalEducation = "LEGAL_EDUCATION",
        /// Anything else.
        Other = "OTHER",
    }
}

words! {
    /// The kind of a county-level division.
    CountyKind {
        /// 县, a county.
        County = "COUNTY",
        /// 市辖区, a district of a city.
        District = "DISTRICT",
        /// 县级市, a city of county level.
        CountyLevelCity = "COUNTY_LEVEL_CITY",
        /// 自治县, an autonomous county.
        AutonomousCounty = "AUTONOMOUS_COUNTY",
        /// 旗, a banner of Inner Mongolia.
        Banner = "BANNER",
        /// 自治旗, an autonomous banner of Inner Mongolia.
        AutonomousBanner = "AUTONOMOUS_BANNER",
        /// 林区, a forest district.
        ForestDistrict = "FOREST_DISTRICT",
        /// 特区, a special district.
        SpecialDistrict = "SPECIAL_DISTRICT",
    }
}

words! {
    /// What a stored text is, compared with the report as issued.
    Edition {
        /// The report as issued.
        Original = "ORIGINAL",
        /// A re-worded abridgement, bundled as sample data; an original takes its place.
        Digest = "DIGEST",
        /// Generated: no county ever issued it.
        Fictional = "FICTIONAL",
    }
}

words! {
    /// What a section of a report is about.
    SectionKind {
        /// Text before the first label.
        Preamble = "PREAMBLE",
        /// What was done.
        Achievements = "ACHIEVEMENTS",
        /// What is lacking.
        Problems = "PROBLEMS",
        /// What is planned.
        Plans = "PLANS",
        /// How the leaders discharged their duty for the rule of law (第一责任人), where it is a top section.
        Duties = "DUTIES",
        /// Text after the last section.
        Closing = "CLOSING",
    }
}

words! {
    /// What kind of quantity an indicator measures.
    Measure {
        /// A number of things or people.
        Count = "COUNT",
        /// A share, in percent.
        Rate = "RATE",
        /// Money, in yuan.
        Amount = "AMOUNT",
        /// A length of time, in the indicator's unit.
        Duration = "DURATION",
    }
}

words! {
    /// Whether a number is exact or a bound.
    Qualifier {
        /// The number as it is.
        Exact = "EXACT",
        /// The true number is higher: 余 多 逾 超过 以上.
        MoreThan = "MORE_THAN",
        /// The true number is lower: 近 不足 以下 以内.
        LessThan = "LESS_THAN",
        /// The true number is near: 约 左右.
        About = "ABOUT",
    }
}

words! {
    /// Whether a figure tells what happened, what is aimed at, or what is prescribed.
    FigureStatus {
        /// It happened.
        Actual = "ACTUAL",
        /// It is aimed at.
        Target = "TARGET",
        /// It is prescribed.
        Rule = "RULE",
    }
}

words! {
    /// What a reviewer decided about a figure.
    ReviewDecision {
        /// The figure is right as read.
        Confirmed = "CONFIRMED",
        /// Its value, its unit or its indicator was put right.
        Corrected = "CORRECTED",
        /// It is no figure.
        Rejected = "REJECTED",
    }
}

words! {
    /// How far an import is.
    JobStatus {
        /// It waits for a worker.
        Queued = "QUEUED",
        /// It is being done.
        Running = "RUNNING",
        /// Every document has been dealt with, and one at least was imported or was there already.
        Done = "DONE",
        /// Nothing was imported; the warnings say why.
        Failed = "FAILED",
    }
}

words! {
    /// The direction of an order.
    SortDirection {
        /// From low to high; null comes first.
        Asc = "ASC",
        /// From high to low; null comes last.
        Desc = "DESC",
    }
}

words! {
    /// What the figures of a summary have in common.
    SummaryGroup {
        /// The year they are about.
        Year = "YEAR",
        /// The province of their county.
        Province = "PROVINCE",
        /// The prefecture of their county.
        Prefecture = "PREFECTURE",
        /// Their county.
        County = "COUNTY",
        /// Nothing: all figures together.
        None = "NONE",
    }
}

macro_rules! same_values {
    ($($type:ident from $theirs:path { $($variant:ident),+ })+) => {$(
        impl From<$theirs> for $type {
            fn from(value: $theirs) -> Self {
                use $theirs as Theirs;
                match value { $(Theirs::$variant => Self::$variant),+ }
            }
        }
    )+};
}

same_values! {
    CountyKind from extract::places::CountyKind {
        County, District, CountyLevelCity, AutonomousCounty, Banner, AutonomousBanner, ForestDistrict, SpecialDistrict
    }
    Measure from extract::document::Measure { Count, Rate, Amount, Duration }
    Topic from extract::document::Topic {
        Organization, GovernmentFunctions, Rulemaking, DecisionMaking, Enforcement, Mediation, Reconsideration,
        Litigation, Oversight, LegalServices, LegalEducation, Other
    }
}

#[cfg(test)]
mod tests {
    use super::{FigureStatus, Measure, Qualifier, SectionKind, Topic};
    use extract::document;

    #[test]
    fn every_word_of_the_extractor_is_a_value_of_the_api() {
        for word in document::Topic::ALL {
            assert_eq!(Topic::of_word(word.as_str()).map(Topic::word), Some(word.as_str()));
        }
        for word in document::SectionKind::ALL {
            assert_eq!(SectionKind::of_word(word.as_str()).map(SectionKind::word), Some(word.as_str()));
        }
        for word in document::Qualifier::ALL {
            assert_eq!(Qualifier::of_word(word.as_str()).map(Qualifier::word), Some(word.as_str()));
        }
        for word in document::FigureStatus::ALL {
            assert_eq!(FigureStatus::of_word(word.as_str()).map(FigureStatus::word), Some(word.as_str()));
        }
        for word in document::Measure::ALL {
            assert_eq!(Measure::of_word(word.as_str()).map(Measure::word), Some(word.as_str()));
        }
    }
}

words! {
    /// A relation between figures of a report that should hold.
    CheckRule {
        /// The parts of a total add up to it.
        PartsSumToTotal = "PARTS_SUM_TO_TOTAL",
        /// A rate is the share that two counts give.
        RateMatchesCounts = "RATE_MATCHES_COUNTS",
        /// A part is not larger than its total.
        TotalExceedsPart = "TOTAL_EXCEEDS_PART",
        /// A share is not larger than the whole.
        PercentInRange = "PERCENT_IN_RANGE",
    }
}

words! {
    /// Whether a relation between figures holds.
    CheckStatus {
        /// It holds exactly.
        Passed = "PASSED",
        /// It differs by no more than the rounding or the cutting off of the digits that are stated.
        Rounded = "ROUNDED",
        /// It does not hold.
        Failed = "FAILED",
    }
}
