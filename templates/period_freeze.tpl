{{%AUTOESCAPE context="HTML"}}
{{#NEWER}}<div class="note y" id="errs" tabindex="-1" role="alert"><h2>本报送期刚刚有变化，还没有冻结</h2><p>下面是现在的情况，请核对后再次确认。</p></div>{{/NEWER}}
<div class="ph"><div><h1>{{TITLE}}</h1><p class="sub">截止时间 {{DUE}}</p></div></div>
<section class="card"><div class="bd mt"><p><b>将冻结 {{LINES}} 条报送情况，其中未报 {{MISSING}} 条、待审 {{WAITING_N}} 条、退回 {{RETURNED}} 条、已通过 {{APPROVED}} 条；冻结 {{VALUES}} 个指标，其中有数值的 {{VALUES_KNOWN}} 个。</b></p>
<p class="ml2">亮灯：绿灯 {{GREEN}}，黄灯 {{YELLOW}}，红灯 {{RED}}，未亮灯 {{NONE}}。</p>
<ul class="ul dots ml2"><li>冻结后，本期的文字、数值和亮灯不再变化，各单位不能再报送、撤回，督查室也不能再审核本期报送。</li><li>待审和退回的报送按现在的状态冻结，不再处理。</li><li>以后调整目标、亮灯标准或牵头单位，都不影响本期；确有错误的，由督查室以“更正”另行记录，注明理由。</li><li>冻结不能撤销。</li></ul>
{{#RUNNING}}{{#UNIT}}<p class="note y ml2">{{NAME}}的延期到 {{UNTIL}} 才到期，还有 {{MISSING}} 项未报。</p>{{/UNIT}}{{/RUNNING}}
{{#NOT_DUE}}<p class="note ml2"><b>截止时间未到，到期后才能冻结。</b></p><div class="row mt"><a class="btn" href="{{PATH}}">返回</a></div>{{/NOT_DUE}}
{{#MAY}}<form method="post" action="{{PATH}}/freeze" class="row mt"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="rid" value="{{RID}}"><input type="hidden" name="rev" value="{{REV}}"><button class="btn p" type="submit">确认冻结</button><a class="btn t" href="{{PATH}}">返回</a></form>{{/MAY}}</div></section>
