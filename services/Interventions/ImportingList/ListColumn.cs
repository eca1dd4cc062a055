namespace HourExchange.Interventions.ImportingList;

/// <summary>The columns of a list of interventions.</summary>
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
}
