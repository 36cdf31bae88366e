{{%AUTOESCAPE context="HTML"}}
<fieldset class="plan full"><legend class="lab">各月末计划值{{#WITH_UNIT}}（{{UNIT_WORD}}）{{/WITH_UNIT}}</legend><p class="hint">填年初至当月末应达到的数值，只填有计划的月份，其间按线性计算；全部不填即按全年均衡推进。</p>{{#QUARTER}}<div class="pq"><span class="pn">{{QUARTER_NAME}}</span>{{>FIELD}}</div>{{/QUARTER}}</fieldset>
