using HourExchange.Contracts.Interventions.V1;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Plumbing.Sending;
using Npgsql;

namespace HourExchange.Interventions.Lines.Keeping;

/// <summary>Tells what was done to a line. Confirmations have a message of their own; a list's lines are told of by their confirmation.</summary>
internal static class ActAnnouncement
{
    public static Task Add(NpgsqlTransaction transaction, LineAct act, Line line, DateTimeOffset at)
    {
        var (id, agreement, lender, receiver, date, state, revision) =
            (line.Id, line.Agreement, line.Content.LendingInstitution, line.Content.ReceivingInstitution, line.Content.Date, LineLife.Name(line.State), line.Revision);
        return act switch
        {
            LineAct.Request => OutboxWriter.Add(transaction, new InterventionRequested(id, agreement, lender, receiver, date, state, revision, at)),
            LineAct.Approve => OutboxWriter.Add(transaction, new InterventionApproved(id, agreement, lender, receiver, date, state, revision, at)),
            LineAct.Decline => OutboxWriter.Add(transaction, new InterventionDeclined(id, agreement, lender, receiver, date, state, revision, at)),
            LineAct.Deliver or LineAct.Register => OutboxWriter.Add(transaction, new InterventionDelivered(id, agreement, lender, receiver, date, state, revision, at)),
            LineAct.Dispute => OutboxWriter.Add(transaction, new InterventionDisputed(id, agreement, lender, receiver, date, state, revision, at)),
            LineAct.Cancel => OutboxWriter.Add(transaction, new InterventionCancelled(id, agreement, lender, receiver, date, state, revision, at)),
            LineAct.Correct => OutboxWriter.Add(transaction, new InterventionCorrected(id, agreement, lender, receiver, date, state, revision, at)),
            _ => Task.CompletedTask,
        };
    }
}
