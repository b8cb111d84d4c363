from .coding import (
    Code as Code,
    Codebook as Codebook,
    Coding as Coding,
    add_code as add_code,
    add_coding as add_coding,
    merge_codes as merge_codes,
    move_code as move_code,
    read_codebook as read_codebook,
    read_coding as read_coding,
    remove_coding as remove_coding,
    rename_code as rename_code,
    starter_codebook as starter_codebook,
)
from .coding.retrieval import (
    CodeCooccurrence as CodeCooccurrence,
    CodeMatrix as CodeMatrix,
    Collocations as Collocations,
    Concordance as Concordance,
    Framework as Framework,
    FrameworkMatrix as FrameworkMatrix,
    Passages as Passages,
    code_cooccurrence as code_cooccurrence,
    code_matrix as code_matrix,
    collocations as collocations,
    concordance as concordance,
    export_tables as export_tables,
    framework_matrix as framework_matrix,
    passages as passages,
    read_framework as read_framework,
)
from .coding.agreement import (
    Coefficient as Coefficient,
    brennan_prediger as brennan_prediger,
    cohen_kappa as cohen_kappa,
    fleiss_kappa as fleiss_kappa,
    gwet_ac1 as gwet_ac1,
    krippendorff_alpha as krippendorff_alpha,
    percent_agreement as percent_agreement,
)
from .coding.comparing import (
    Agreement as Agreement,
    Disagreements as Disagreements,
    agreement as agreement,
    disagreements as disagreements,
    merge_coders as merge_coders,
    merge_journals as merge_journals,
    own_coding as own_coding,
    settle as settle,
)
from .costs import (
    CostPerTrajectory as CostPerTrajectory,
    Register as Register,
    cost_per_trajectory as cost_per_trajectory,
    read_assumptions as read_assumptions,
)
from .errors import (
    Problem as Problem,
    StudyError as StudyError,
    WorkbenchError as WorkbenchError,
)
from .estimate import (
    Count as Count,
    Estimate as Estimate,
    NotApplicable as NotApplicable,
    NotEstimable as NotEstimable,
)
from .findings import (
    ElementScores as ElementScores,
    Factors as Factors,
    Pairs as Pairs,
    PerspectiveAgreement as PerspectiveAgreement,
    Saturation as Saturation,
    WorkingElements as WorkingElements,
    perspective_agreement as perspective_agreement,
    read_elements as read_elements,
    read_pairs as read_pairs,
    saturation as saturation,
    GroupPatterns as GroupPatterns,
    NegativeCases as NegativeCases,
    Perspectives as Perspectives,
    Quote as Quote,
    Recommendation as Recommendation,
    Recommendations as Recommendations,
    group_patterns as group_patterns,
    improvement_points as improvement_points,
    interval as interval,
    negative_cases as negative_cases,
    perspectives as perspectives,
    read_recommendations as read_recommendations,
    success_factors as success_factors,
    working_elements as working_elements,
)
from .folder import (
    Inspection as Inspection,
    ProjectImport as ProjectImport,
    check_study as check_study,
    import_project as import_project,
    new_study as new_study,
    preview_project as preview_project,
    Pseudonymised as Pseudonymised,
    propose_names as propose_names,
    pseudonymise_study as pseudonymise_study,
    NamesBack as NamesBack,
    restore_study as restore_study,
    Renewal as Renewal,
    renew_transcript as renew_transcript,
    Withdrawal as Withdrawal,
    withdraw_respondent as withdraw_respondent,
)
from .interchange import (
    Export as Export,
    QdaCodebook as QdaCodebook,
    QdaProject as QdaProject,
    read_qda as read_qda,
    read_qdc as read_qdc,
    read_qdpx as read_qdpx,
    write_qdc as write_qdc,
    write_qdpx as write_qdpx,
    write_web_annotations as write_web_annotations,
)
from .outcomes import (
    ZrmChange as ZrmChange,
    ZrmScores as ZrmScores,
    read_zrm as read_zrm,
    zrm_change as zrm_change,
)
from .outcomes.models import (
    ChangeModels as ChangeModels,
    ModelCheck as ModelCheck,
    OrdinalModel as OrdinalModel,
    SensitivityModel as SensitivityModel,
    check_groups as check_groups,
    check_proportional_odds as check_proportional_odds,
    dropout_weights as dropout_weights,
    fit_change as fit_change,
    fit_linear as fit_linear,
    fit_marginal as fit_marginal,
    fit_ordinal as fit_ordinal,
)
from .privacy import (
    Decision as Decision,
    Proposals as Proposals,
    read_key as read_key,
    read_review as read_review,
    restore as restore,
    write_review as write_review,
)
from .report import (
    Report as Report,
    Verification as Verification,
    full_report as full_report,
    verify_report as verify_report,
)
from .study import Study as Study, open_study as open_study
from .suggesting import (
    Evaluation as Evaluation,
    Suggestions as Suggestions,
    decisions_of as decisions_of,
    evaluate_suggestions as evaluate_suggestions,
    language_model as language_model,
    suggest as suggest,
    suggestions_for as suggestions_for,
)
from .transcripts import (
    Corpus as Corpus,
    Transcript as Transcript,
    import_transcript as import_transcript,
    import_transcripts as import_transcripts,
    preview_transcript as preview_transcript,
    read_transcript as read_transcript,
    read_transcripts as read_transcripts,
)
from .widgets import code as code, review_names as review_names
