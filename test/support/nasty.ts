/** A command, markup, a template, SQL, signs that replacements and formats treat specially, Welsh letters, emoji of several code points and a word from right to left: shorter than any long text may be. */
export const NASTY = `; rm -rf / "<script>alert('1')</script>" \${{ github.token }} {{ 7*7 }} -- '); drop table referrals.referral; /* x */ $& \\n %s &amp; <b>ŵŷ Llŷn Dŵr</b> 🎉👩🏽‍🦽 שלום`;

/** The same as it stands in the HTML of a page that shows it as text. */
export const ESCAPED =
  '; rm -rf / &quot;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot; ${{ github.token }} {{ 7*7 }} -- &#39;); drop table referrals.referral; /* x */ $&amp; &#92;n %s &amp;amp; &lt;b&gt;ŵŷ Llŷn Dŵr&lt;/b&gt; 🎉👩🏽‍🦽 שלום';
