namespace HourExchange.Plumbing.Http;

/// <summary>An answer whose type says status and body, so that the document is told what the code does.</summary>
public interface IDescribedAnswer
{
    static abstract void Describe(ICollection<object> metadata);
}
