namespace HourExchange.Words.Lists;

/// <summary>The columns that lists of interventions have. Which of them it takes and needs is for each reader to say.</summary>
public enum ListColumn
{
    Reference,
    Date,
    LendingInstitution,
    ReceivingInstitution,
    Contributor,
    Domain,
    Nature,
    Title,
    Quantity,
    Unit,
    Sourcing,
    EmployerInformed,
    Place,
    CreditedMinutes,
    Regime,
    State,
    Agreement,

    /// <summary>Why a row was not taken, when it is handed back to be mended.</summary>
    Fault,
}
