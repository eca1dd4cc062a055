namespace HourExchange.Interventions.Lines.Domain;

/// <summary>What people do with a line.</summary>
public enum LineAct
{
    Request,
    Register,
    Approve,
    Decline,
    Deliver,
    Confirm,
    Dispute,
    Withdraw,
    Correct,
    Cancel,
}
