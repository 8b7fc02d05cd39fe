namespace UpperBack.Kernel.Problems;

/// <summary>Options that know what is wrong with them; asked at start, before anything runs.</summary>
public interface ICheckedOptions
{
    /// <summary>What is wrong, a sentence each that names the setting and says what it must be.</summary>
    IEnumerable<string> FindErrors();
}
